import { indexTerms } from '../../search/text/terms.js';

export type EmbedWords = (words: readonly string[]) => Promise<readonly Float32Array[]>;

/** Similarity of any two of the words, −1 to 1: the cosine of their vectors; 1 for forms of one word. */
export async function nearness(
  all: readonly string[],
  embed: EmbedWords,
): Promise<(one: string, other: string) => number> {
  const words = [...new Set(all)];
  const embedded = words.length > 0 ? await embed(words) : [];
  const vectors = new Map(words.map((word, at) => [word, embedded[at]]));
  return (one, other) => {
    if (indexTerms(one)[0] === indexTerms(other)[0]) return 1;
    const [a, b] = [vectors.get(one), vectors.get(other)];
    return a && b ? a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) : 0;
  };
}
