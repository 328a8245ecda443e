import type { Token } from '../../search/text/terms.js';

/** Maximum number of words between a source's name and the verb: "South Korean military intelligence officials said". */
const MAX_BETWEEN = 4;

/** Verbs that report what somebody says, as regular expression alternatives. */
export const REPORTING =
  'says?|said|tells?|told|reports?|reported|claims?|claimed|states?|stated|announced|estimates?|estimated|' +
  'believes?|believed|spoke|noted|added|warned|disclosed|revealed|confirmed|suggests?|suggested|indicates?|indicated';
const REPORTS = new RegExp(`^(?:${REPORTING})$`, 'i');
/** Words that cannot come between a name and the verb whose subject it belongs to. */
const ENDS =
  /^(?:that|which|who|whom|when|where|while|and|or|but|is|are|was|were|has|have|had|will|would|to|of|in|on|at|by|for|from|with)$/i;

/**
 * Whether a name, the tokens from `first` to `last`, only names the source of a statement: "according to the …", or part of a
 * source such as "… officials said". A person who speaks, as in "Vik said", may be the person the question is about, and so may
 * a source that the question mentions.
 */
export function isAttribution(
  tokens: readonly Token[],
  first: number,
  last: number,
  question: ReadonlySet<string>,
): boolean {
  const isAsked = ({ terms }: Token) => terms.some((term) => question.has(term));
  const before = tokens.slice(Math.max(0, first - 3), first).map(({ word }) => word.toLowerCase());
  const after = tokens.slice(last + 1, last + 2 + MAX_BETWEEN);
  if (/\b(?:according to|reported by)(?: (?:the|an?))?$/.test(before.join(' ')))
    return !after.slice(0, 1).some(isAsked);
  const verb = after.findIndex(({ word }) => REPORTS.test(word));
  return verb > 0 && !after.slice(0, verb).some((each) => ENDS.test(each.word) || isAsked(each));
}
