import type { RankedSentence } from './ranked-sentence.js';

/** What the passage of a ranking's first sentence says, its heading first; empty where nothing is ranked. */
export function firstPassage(ranked: readonly RankedSentence[]): string {
  const [first] = ranked;
  const passage = ranked.filter(({ sentence }) => sentence.passageId === first?.sentence.passageId);
  return [first?.heading ?? '', ...passage.map(({ sentence }) => sentence.text)].join('\n');
}
