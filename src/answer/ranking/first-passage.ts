import type { RankedSentence } from './ranked-sentence.js';

/** The passage of a ranking's first sentence, with its heading first; empty if nothing is ranked. */
export function firstPassage(ranked: readonly RankedSentence[]): string {
  const [first] = ranked;
  const passage = ranked.filter(({ sentence }) => sentence.passageId === first?.sentence.passageId);
  return [first?.heading ?? '', ...passage.map(({ sentence }) => sentence.text)].join('\n');
}
