import type { AnalysedQuestion } from '../question/analysed-question.js';
import { firstPassage } from './first-passage.js';
import type { RankedSentence } from './ranked-sentence.js';

/** "Who is the … of …?": the last word before the preposition is the role. */
const ROLE_ASKED =
  /^\P{L}*who(?:['’]s|\s+(?:is|was|are|were))\s+(?:the|\S+['’]s)\s+(?:[\p{L}-]+\s+){0,3}?(\p{L}{4,})\s+(?:of|for|in|at)\s/iu;
/** The common prefix of words of one family, such as "owner" and "owned": all but the last three letters, at least three. */
const FAMILY = (word: string) => word.slice(0, Math.max(3, word.length - 3));

/**
 * Whether a question asks who holds a role, but no word of that role's family is in the passage of the first sentence or its
 * heading. A person mentioned together with an organisation is then often mistaken for the answer. English only; false for
 * other questions.
 */
export function lacksRole(question: AnalysedQuestion, ranked: readonly RankedSentence[]): boolean {
  const role = ROLE_ASKED.exec(question.text)?.[1]?.toLowerCase();
  if (!role || ranked.length === 0) return false;
  const said = firstPassage(ranked).toLowerCase();
  return !said.split(/[^\p{L}]+/u).some((word) => word.startsWith(FAMILY(role)));
}
