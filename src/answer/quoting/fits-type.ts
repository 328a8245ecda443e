import type { Span } from '../../article/model/article.js';
import { contentWords } from '../../search/text/terms.js';
import { datesIn, figuresIn } from '../english/figures.js';
import type { AnswerType } from '../question/answer-type.js';
import { saysDate } from '../question/expectation.js';

/** Times that are not dates: times of day, days of the week in general, and relative times. */
const TIME =
  /\b(?:\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m\b|o['’]clock|noon|midday|midnight|dawn|dusk|sunrise|sunset|mornings?|afternoons?|evenings?|nights?|tomorrow|tonight|weekends?|holidays?|easter|christmas|(?:second|minute|hour|day|week|month|year|decade)s?|daily|weekly|monthly|yearly|annually|soon|now|never|always)\b/i;
const AMOUNT =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|scores|hundreds?|thousands?|millions?|billions?|half|quarters?|thirds?|once|twice|none|no|several|few)\b/i;

const DETERMINER = 'the|an?|this|that|these|those|its|his|her|their|our|my|your|each|every|some|any|both';
const WHERE_TO =
  'in|at|on|near|from|to|into|onto|inside|within|outside|under|beneath|below|above|over|behind|beside|between|among|along|across|around|through|throughout|beyond|past|off|towards?|via|opposite|up|down';
/** After a preposition such as "in", with at most two words of the name between: "in northern Russia's …". */
const AFTER_WHERE = new RegExp(`\\b(?:${WHERE_TO}) (?:(?:${DETERMINER}) )?(?:[\\p{L}’'-]+ ){0,2}$`, 'iu');
const OPENS_WHERE = new RegExp(`^(?:${WHERE_TO}) `, 'i');
const DETERMINED = new RegExp(`^(?:(?:${WHERE_TO}) )?(?:${DETERMINER}) `, 'i');
/** Nouns and adverbs that are places by themselves. */
const PLACE =
  /\b(?:home|abroad|overseas|upstairs|downstairs|indoors|outdoors|nearby|everywhere|nowhere|north|south|east|west|(?:north|south)(?:east|west)|cit(?:y|ies)|towns?|villages?|districts?|regions?|provinces?|count(?:y|ies)|countr(?:y|ies)|states?|capitals?|streets?|roads?|squares?|parks?|gardens?|fields?|forests?|woods?|hills?|mountains?|valleys?|rivers?|lakes?|seas?|coasts?|shores?|beach(?:es)?|islands?|harbou?rs?|ports?|stations?|airports?|schools?|universit(?:y|ies)|hospitals?|churches|church|museums?|shops?|markets?|buildings?|houses?|rooms?|offices?|factor(?:y|ies)|farms?|borders?|bases?|camps?|centres?|centers?)\b/i;

/** Words for people and organisations: agent nouns after a determiner or number, and other common ones. */
const PERSON =
  /\b(?:(?:the|an?|its|his|her|their|our|my|your|some|many|most|all|both|other|\d[\d,.]*|\p{L}+) (?:[\p{L}-]+ )?\p{Ll}{2,}(?:ers?|ors?|ists?|ians?|men|man|women|woman|ants?|ents?)|people|men|women|children|child|boys?|girls?|mothers?|fathers?|parents?|sons?|daughters?|brothers?|sisters?|wife|wives|husbands?|family|families|friends?|neighbou?rs?|kings?|queens?|chiefs?|heads?|staff|crew|team|police|army|navy|troops|forces|government|council|company|companies|firm|board|committee|ministry|agency|court|union|group|party|club|school|university|bank|everybody|everyone|nobody|somebody|volunteers?|residents?|experts?|officials?|guests?|pupils?)\b/iu;

/**
 * Whether words of a sentence can be what a question of this type asks for: a figure for how many, a date or time for when, a
 * person or organisation for who, a place for where. For other questions any words qualify.
 * @param words their span in the sentence.
 */
export function fitsType(type: AnswerType | undefined, words: Span, sentence: string): boolean {
  const text = sentence.slice(words.start, words.end);
  switch (type) {
    case 'number':
      return AMOUNT.test(text) || figuresIn(sentence).some((figure) => overlap(figure, words));
    case 'date':
      return saysDate(text) || TIME.test(text) || datesIn(sentence).some((date) => overlap(date, words));
    case 'person':
      return holdsName(words, sentence) || PERSON.test(text);
    case 'place':
      return !isTime(words, sentence) && isPlace(words, sentence);
    default:
      return true;
  }
}

function isPlace({ start, end }: Span, sentence: string): boolean {
  const text = sentence.slice(start, end);
  const isAfterWhere = OPENS_WHERE.test(text) || AFTER_WHERE.test(sentence.slice(0, start));
  return PLACE.test(text) || (isAfterWhere && (DETERMINED.test(text) || holdsName({ start, end }, sentence)));
}

function isTime(words: Span, sentence: string): boolean {
  const text = sentence.slice(words.start, words.end);
  return TIME.test(text) || datesIn(sentence).some((date) => date.start <= words.start && words.end <= date.end);
}

/** Whether a span holds a capitalised content word that is not a number word or part of a date. */
function holdsName({ start, end }: Span, sentence: string): boolean {
  const dates = datesIn(sentence);
  return [...sentence.slice(start, end).matchAll(/\p{Lu}[\p{L}\p{M}’'-]*/gu)].some(({ index, 0: word }) => {
    const at = { start: start + index, end: start + index + word.length };
    return contentWords(word).length > 0 && !AMOUNT.test(word) && !dates.some((date) => overlap(date, at));
  });
}

function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
