import type { AnalysedQuestion } from './analysed-question.js';

const MONTH =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/i;
const NUMBER_WORD =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|quarter|twice|third)\b/i;
const WEEKDAY_OR_SEASON =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter|today|yesterday|century|decade)\b/i;
const CAUSAL =
  /\b(?:because|due to|owing to|since|as a result|so that|in order to|therefore|caused?|led to|reasons?|to \w+)\b/i;

/** Whether a sentence holds the kind of thing that the question asks for. Names from the question itself do not count. */
export function meets(question: AnalysedQuestion, sentence: string): boolean {
  switch (question.answerType) {
    case 'number':
      return /\d/.test(sentence) || NUMBER_WORD.test(sentence);
    case 'date':
      return saysDate(sentence);
    case 'person':
    case 'place':
      return holdsNewName(sentence, question.text);
    case 'cause':
      return CAUSAL.test(sentence);
    case undefined:
      return true;
  }
}

/** Whether a text has a year, month, weekday, season or similar. */
export function saysDate(text: string): boolean {
  return /\b(?:1[0-9]|20)\d\d\b/.test(text) || MONTH.test(text) || WEEKDAY_OR_SEASON.test(text);
}

/** Whether a capitalised word, other than the first, is not in the question. */
function holdsNewName(sentence: string, question: string): boolean {
  const known = question.toLowerCase();
  const words = sentence.match(/(?<=\S\s+["“‘(]?)\p{Lu}[\p{L}’'-]+/gu) ?? [];
  return words.some((word) => !known.includes(word.toLowerCase().replace(/['’]s$/u, '')));
}
