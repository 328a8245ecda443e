/** Statistics of the whole index that weighting terms needs. */
export interface TermStatistics {
  readonly sentenceCount: number;
  sentenceFrequency(term: string): number;
}

/** A question's terms with their weights, all of which are positive. */
export type TermWeights = ReadonlyMap<string, number>;

const K1 = 1.2;
const B = 0.75;

/** BM25's inverse document frequency, with sentences as documents (Robertson and Zaragoza 2009); never negative. */
export function weigh(terms: readonly string[], { sentenceCount, sentenceFrequency }: TermStatistics): TermWeights {
  return new Map(
    terms.map((term) => {
      const frequency = sentenceFrequency(term);
      return [term, Math.log(1 + (sentenceCount - frequency + 0.5) / (frequency + 0.5))];
    }),
  );
}

/** BM25 of a text given as terms; `usualLength` is the mean number of terms of such texts. */
export function bm25(weights: TermWeights, text: readonly string[], usualLength: number): number {
  const counts = new Map<string, number>();
  for (const term of text) if (weights.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const norm = K1 * (1 - B + (B * text.length) / usualLength);
  let score = 0;
  for (const [term, count] of counts) score += ((weights.get(term) ?? 0) * count * (K1 + 1)) / (count + norm);
  return score;
}

/** Share of the question's total weight that the text's terms cover, 0 to 1. */
export function coverage(weights: TermWeights, text: readonly string[]): number {
  const held = new Set(text);
  let all = 0;
  let covered = 0;
  for (const [term, weight] of weights) {
    all += weight;
    if (held.has(term)) covered += weight;
  }
  return all === 0 ? 0 : covered / all;
}

export function rarest(weights: TermWeights): string | undefined {
  return [...weights].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Maximum distance, in terms, of two terms that count as adjacent. */
const TOGETHER = 3;

/** Share of the question's pairs of neighbouring terms that are at most three apart in the text, 0 to 1; 0 without pairs. */
export function pairShare(question: readonly string[], text: readonly string[]): number {
  const places = new Map<string, number[]>();
  for (const [place, term] of text.entries()) places.set(term, [...(places.get(term) ?? []), place]);
  let together = 0;
  for (const [at, first] of question.slice(0, -1).entries()) {
    const seconds = places.get(question[at + 1] ?? '') ?? [];
    const close = places.get(first)?.some((place) => seconds.some((other) => Math.abs(other - place) <= TOGETHER));
    if (close) together++;
  }
  return question.length < 2 ? 0 : together / (question.length - 1);
}
