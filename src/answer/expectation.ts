/** The kinds of thing that an English question can be seen to ask for. */
export type Expectation = 'number' | 'date' | 'name' | 'place' | 'cause';

const ASKED: readonly (readonly [RegExp, Expectation])[] = [
  [
    /\b(?:how (?:many|much|large|big|long|far|old|tall|high|deep|fast|often|wide|heavy)|what (?:percentage|share|number|figure|age)|per ?cent)\b/i,
    'number',
  ],
  [/\b(?:when|what (?:year|date|day|month|time)|which (?:year|date|day|month)|by when|since when)\b/i, 'date'],
  [/\b(?:who|whom|whose)\b/i, 'name'],
  [/\b(?:where|(?:what|which) (?:city|country|town|place|region|state|location))\b/i, 'place'],
  [/\b(?:why|what (?:caused|causes|led to)|for what reason)\b/i, 'cause'],
];

const MONTH =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/i;
const NUMBER_WORD =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|quarter|twice|third)\b/i;
const WEEKDAY_OR_SEASON =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter|today|yesterday|century|decade)\b/i;
const CAUSAL =
  /\b(?:because|due to|owing to|since|as a result|so that|in order to|therefore|caused?|led to|reasons?|to \w+)\b/i;

/** What the question asks for, as far as its words show it; undefined where they don't. */
export function expectationOf(question: string): Expectation | undefined {
  return ASKED.find(([pattern]) => pattern.test(question))?.[1];
}

/** Whether a sentence holds such a thing. A name or place that the question itself holds does not count. */
export function meets(expectation: Expectation, sentence: string, question: string): boolean {
  switch (expectation) {
    case 'number':
      return /\d/.test(sentence) || NUMBER_WORD.test(sentence);
    case 'date':
      return /\b(?:1[0-9]|20)\d\d\b/.test(sentence) || MONTH.test(sentence) || WEEKDAY_OR_SEASON.test(sentence);
    case 'name':
    case 'place':
      return holdsNewName(sentence, question);
    case 'cause':
      return CAUSAL.test(sentence);
  }
}

/** A word in capitals, not the first, that the question does not hold. */
function holdsNewName(sentence: string, question: string): boolean {
  const known = question.toLowerCase();
  const words = sentence.match(/(?<=\S\s+["“‘(]?)\p{Lu}[\p{L}’'-]+/gu) ?? [];
  return words.some((word) => !known.includes(word.toLowerCase().replace(/['’]s$/u, '')));
}
