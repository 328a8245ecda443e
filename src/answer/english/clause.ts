import type { Span } from '../../article/model/article.js';
import { REPORTING } from './attribution.js';

/** Where a new clause begins. */
const BREAK = ';|, (?:while|whereas|but|although|though|and|as)\\b';
/** A clause also begins after an attribution: "According to the mayor, …", "the mayor said that …". */
const BEFORE = new RegExp(`${BREAK}|\\baccording to [^,]{1,80},|\\b(?:${REPORTING})(?: that)?(?= )`, 'giu');
const AFTER = new RegExp(BREAK, 'iu');

/** The clause of a sentence that contains a span, without its attribution. */
export function clauseAround(sentence: string, { start, end }: Span): string {
  const from = [...sentence.slice(0, start).matchAll(BEFORE)].at(-1);
  const after = sentence.slice(end);
  const to = AFTER.exec(after)?.index ?? after.length;
  return sentence.slice(from ? from.index + from[0].length : 0, end + to);
}
