import { contentWords } from '../../search/text/terms.js';

/** The kinds of thing that an English question can be recognised as asking for. */
export type AnswerType = 'number' | 'date' | 'person' | 'place' | 'cause';

/** What the first question word asks for; later ones are mostly relative pronouns. */
const ASKED =
  /\b(?:(?<number>how (?:many|much|large|big|long|far|old|tall|high|deep|fast|often|wide|heavy)|(?:what|which) (?:percentage|percent|share|number|figure|age))|(?<date>when|(?:what|which) (?:year|date|day|month|time))|(?<person>who|whom|whose)|(?<place>where|(?:what|which) (?:city|country|town|place|region|state|location))|(?<cause>why|what (?:caused|causes|led to)|for what reason)|what|which|how)\b/i;
const TYPES = ['number', 'date', 'person', 'place', 'cause'] as const satisfies readonly AnswerType[];

/** Maximum number of words after "how many" for what is counted. */
const COUNTED = 4;

/** What a question asks for, as far as its words show it. */
export function answerTypeOf(question: string): AnswerType | undefined {
  const groups = ASKED.exec(question)?.groups ?? {};
  return TYPES.find((name) => groups[name]);
}

/** What a question asks the number of: the content words after "how many", "what number of" and the like. */
export function countedIn(question: string): string[] {
  const rest =
    /\b(?:how (?:many|much)|(?:number|figure|percentage|share) (?:of|for))\b(.*)/is.exec(question)?.[1] ?? '';
  return contentWords(rest).slice(0, COUNTED);
}
