import type { AnalysedQuestion } from '../question/analysed-question.js';
import { firstPassage } from './first-passage.js';
import type { RankedSentence } from './ranked-sentence.js';

/** "Who is the … of …?": the last word before the preposition is the role that is asked for. */
const ROLE_ASKED =
  /^\P{L}*who(?:['’]s|\s+(?:is|was|are|were))\s+(?:the|\S+['’]s)\s+(?:[\p{L}-]+\s+){0,3}?(\p{L}{4,})\s+(?:of|for|in|at)\s/iu;
/** Letters that words of one family share, such as "owner" and "owned": all but the last three, and at least three. */
const FAMILY = (word: string) => word.slice(0, Math.max(3, word.length - 3));

/**
 * Whether a question asks who holds a role, and neither the passage of the first sentence nor its heading says a word of that
 * role's family: who belongs to what is named is then often taken for who it is. English only; other questions never lack one.
 */
export function lacksRole(question: AnalysedQuestion, ranked: readonly RankedSentence[]): boolean {
  const role = ROLE_ASKED.exec(question.text)?.[1]?.toLowerCase();
  if (!role || ranked.length === 0) return false;
  const said = firstPassage(ranked).toLowerCase();
  return !said.split(/[^\p{L}]+/u).some((word) => word.startsWith(FAMILY(role)));
}
