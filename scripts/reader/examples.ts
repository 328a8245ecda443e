import type { RankedSentence } from '../../src/answer/features.js';
import { joined } from '../../src/answer/read.js';
import type { Span } from '../../src/article/types.js';
import type { Gold } from '../../src/bench/question-set.js';
import type { PassageToRead } from '../../src/reader/types.js';
import { windowsOf } from '../../src/reader/windows.js';
import type { WordPiece } from '../../src/reader/wordpiece.js';
import type { StoredSentence } from '../../src/search/ports.js';

/** A passage as the reader gets it, with its sentences as the store has them. */
type FittingPassage = PassageToRead & { readonly of: readonly StoredSentence[] };

/** A question with one passage, as token numbers; `spans` are the first and last tokens of the answers. */
export interface Example {
  readonly ids: readonly number[];
  /** How many tokens belong to the question's side. */
  readonly questionTokens: number;
  readonly spans: readonly (readonly [number, number])[];
  /** Tokens from and to before which each sentence goes. */
  readonly sentences: readonly (readonly [number, number])[];
}

/** The passages of a ranking, each placed by its best sentence. */
export function passagesOf(ranked: readonly RankedSentence[]): FittingPassage[] {
  const byPassage = new Map<number, StoredSentence[]>();
  for (const { sentence } of ranked) {
    const { passageId } = sentence;
    byPassage.set(passageId, [...(byPassage.get(passageId) ?? []), sentence]);
  }
  return [...byPassage.values()].map((sentences) => joined(sentences.sort((a, b) => a.id - b.id)));
}

/** The answers that lie in a sentence of the passage, as offsets into its text. */
export function goldIn({ of, sentences }: FittingPassage, gold: readonly Gold[]): Span[] {
  return gold.flatMap((each) =>
    of.flatMap(({ articleId, start, end }, at) => {
      if ('quote' in each || each.articleId !== articleId || each.start < start || each.end > end) return [];
      const shift = (sentences[at]?.start ?? 0) - start;
      return [{ start: each.start + shift, end: each.end + shift }];
    }),
  );
}

/** The first window of the passage that holds an answer, or its first where there is none to hold. */
export function exampleOf(
  tokenizer: WordPiece,
  question: string,
  { text, sentences }: PassageToRead,
  gold: readonly Span[],
): Example | undefined {
  for (const { ids, questionTokens, spans, ...window } of windowsOf(
    tokenizer,
    tokenizer.pieces(question),
    text,
    sentences,
  )) {
    const found = gold.flatMap(({ start, end }): [number, number][] => {
      const tokens = spans.flatMap((span, at) => (span && span.start < end && span.end > start ? [at] : []));
      const [first, last] = [tokens[0], tokens.at(-1)];
      return first === undefined || last === undefined ? [] : [[first, last]];
    });
    if (gold.length > 0 && found.length === 0) continue;
    return { ids, questionTokens, spans: found, sentences: window.sentences.map(({ from, to }) => [from, to]) };
  }
  return undefined;
}
