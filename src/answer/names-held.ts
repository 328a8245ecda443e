import { tokenize } from '../search/terms.js';
import { namesIn } from './names.js';

/** How far a text goes along with a name that it holds in part only: "Budanov" for "Kyrylo Budanov". */
const IN_PART = 0.7;

/** A name or number of the question, as terms; what a text must hold to speak of the same thing. */
export type Named = readonly string[];

/** The names and numbers of a question, such as "South Korean", "ATESH" or "528th". */
export function namedIn(question: string): Named[] {
  const names = namesIn(question).map(({ start, end }) => question.slice(start, end));
  const numbers = question.match(/\d[\d.,]*\p{L}*/gu) ?? [];
  return [...names, ...numbers]
    .map((each) => tokenize(each).flatMap(({ terms }) => terms.slice(0, 1)))
    .filter((each) => each.length > 0);
}

/**
 * How far a text holds the least held of the names, 0 to 1; 1 without names. A name's last word alone counts in part,
 * unless another name's word stands before it wherever it occurs: "North Korean" is no trace of "South Korean".
 */
export function heldNames(named: readonly Named[], text: string): number {
  if (named.length === 0) return 1;
  const tokens = tokenize(text);
  return Math.min(...named.map((name) => held(name, tokens)));
}

function held(name: Named, tokens: ReturnType<typeof tokenize>): number {
  const last = name.at(-1) ?? '';
  const before = name.at(-2);
  let best = 0;
  for (const [at, { terms }] of tokens.entries()) {
    if (!terms.includes(last)) continue;
    const previous = tokens[at - 1];
    if (before === undefined || previous?.terms.includes(before)) return 1;
    const ofAnother = previous !== undefined && /^\p{Lu}\p{Ll}{2,}/u.test(previous.word);
    if (!ofAnother) best = IN_PART;
  }
  return best;
}
