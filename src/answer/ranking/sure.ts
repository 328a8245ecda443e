import type { ScoredSentence } from './rank.js';

/**
 * How likely the answer stands in a passage that was not read yet, 0 to 1: the share of the odds that retrieval gives to those
 * passages, as far as what was read leaves room for it.
 * @param retrieved all sentences by retrieval.
 * @param read the same by what the reader made of some of them; what it did not read has `readerRead` 0.
 */
export function unreadChance(retrieved: readonly ScoredSentence[], read: readonly ScoredSentence[]): number {
  const unread = new Set(read.flatMap(({ sentence, features }) => (features.readerRead ? [] : [sentence.id])));
  const share = (sentences: readonly ScoredSentence[]) => sentences.reduce((sum, { score }) => sum + score, 0);
  const left = retrieved.filter(({ sentence }) => unread.has(sentence.id));
  const first = read[0];
  const doubt = first?.features.readerRead ? 1 - (first.features.readerShare ?? 0) : 1;
  return (doubt * share(left)) / Math.max(Number.EPSILON, share(retrieved));
}
