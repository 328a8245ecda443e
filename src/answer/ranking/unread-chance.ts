import type { ScoredSentence } from './rank.js';

/**
 * Probability that the answer is in a passage that was not read yet, 0 to 1: those passages' share of the odds by retrieval,
 * limited by the probability that the passages read leave.
 * @param retrieved all sentences, ranked by retrieval.
 * @param read the same sentences, ranked with the reader's results; `readerRead` is 0 for those not read.
 */
export function unreadChance(retrieved: readonly ScoredSentence[], read: readonly ScoredSentence[]): number {
  const unread = new Set(read.flatMap(({ sentence, features }) => (features.readerRead ? [] : [sentence.id])));
  const share = (sentences: readonly ScoredSentence[]) => sentences.reduce((sum, { score }) => sum + score, 0);
  const left = retrieved.filter(({ sentence }) => unread.has(sentence.id));
  const first = read[0];
  const doubt = first?.features.readerRead ? 1 - (first.features.readerShare ?? 0) : 1;
  return (doubt * share(left)) / Math.max(Number.EPSILON, share(retrieved));
}
