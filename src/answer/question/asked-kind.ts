import type { Span } from '../../article/model/article.js';
import { contentWords, indexTerms } from '../../search/text/terms.js';
import { type DateSaid, datesIn, type Figure, figuresIn } from '../english/figures.js';
import { namesIn } from '../english/names.js';
import type { AnalysedQuestion } from './analysed-question.js';

/** The words of a sentence that answer a question of a known answer type. Offsets are relative to the sentence. */
export interface TypedAnswer extends Span {
  readonly figure?: Figure;
  readonly date?: DateSaid;
  /** The words after a figure for what it counts, without names: `soldiers`, `square metres`. */
  readonly counted: readonly string[];
  /** Whether the words near it show that it is what was asked for; otherwise it is only the sole candidate. */
  readonly sure: boolean;
}

/** How many words after a figure are searched for what it counts. */
const COUNTED = 4;
/** Share of the question's terms that a sentence must hold for its only name to count as the answer. */
const HELD = 0.6;

const TIMES = /^(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|generations?)\b/i;
const MEASURES =
  /^(?:square|cubic|(?:kilo|centi|milli)?(?:met(?:er|re)s?|grams?)|km²?|m²?|cm|kg|miles?|feet|foot|inch(?:es)?|yards?|acres?|hectares?|ha|tonn?es?|tons?|pounds?|lit(?:er|re)s?|degrees?|mph|knots)\b/i;
const ORGANISATION =
  /\b(?:Agency|Army|Association|Bank|Brigade|Bureau|Centre|Center|Channel|Church|College|Commission|Committee|Company|Corps|Council|Department|Division|Forces?|Government|Group|Institute|Intelligence|League|Ministry|Movement|Nations|News|Office|Party|Post|Regiment|School|Service|Society|Team|Times|Union|University|War)\b/u;

const FINDERS = { number: findFigure, date: findDate, person: findPerson, place: findPlace };

/** Whether a word is a unit of time or measure, such as "years". */
export function isUnit(word: string): boolean {
  return TIMES.test(word) || MEASURES.test(word);
}

/**
 * The only thing in a sentence that fits the question's answer type: a figure, date, name or place. Undefined if the question
 * has no such type, or if several things fit.
 */
export function typedAnswerIn(question: AnalysedQuestion, sentence: string): TypedAnswer | undefined {
  const { answerType } = question;
  return answerType && answerType !== 'cause' ? FINDERS[answerType](question, sentence) : undefined;
}

function findFigure(question: AnalysedQuestion, sentence: string): TypedAnswer | undefined {
  const kind = measureOf(question);
  const wanted = new Set(indexTerms(question.counted.join(' ')));
  const found = figuresIn(sentence)
    .filter((figure) => kind.test(figure, sentence))
    .map((figure) => {
      const words = wordsAfter(sentence, figure.end);
      return { figure, words, shared: indexTerms(words.join(' ')).filter((term) => wanted.has(term)).length };
    });
  const most = Math.max(...found.map(({ shared }) => shared));
  const [best, ...others] = found.filter(({ shared }) => shared === most);
  if (!best || others.length > 0 || (found.length > 1 && most === 0)) return undefined;
  const { figure, words } = best;
  const competing = found.filter(({ shared }) => shared > 0 || kind.specific).length - 1;
  const counted = words.filter((word) => !/^\p{Lu}/u.test(word));
  return {
    start: figure.start,
    end: figure.end,
    figure,
    counted,
    sure: competing === 0 && (most > 0 || kind.specific),
  };
}

/** Which figures can answer a question; `specific` if a text has few other figures of that kind. */
function measureOf(question: AnalysedQuestion): {
  test: (figure: Figure, sentence: string) => boolean;
  specific: boolean;
} {
  const next = (figure: Figure, sentence: string) => sentence.slice(figure.end).replace(/^[\s-]+/u, '');
  const isTime = (figure: Figure, sentence: string) => TIMES.test(next(figure, sentence));
  const isMeasure = (figure: Figure, sentence: string) => MEASURES.test(next(figure, sentence));
  const isMoney = (figure: Figure, sentence: string) => /[$€£¥]/u.test(sentence.slice(figure.start, figure.end));
  if (/\bper ?cent|\bpercentage|\bshare\b/i.test(question.text))
    return { test: ({ percent }) => percent, specific: true };
  if (/\bhow (?:old|often)\b|\bwhat age\b/i.test(question.text)) return { test: isTime, specific: true };
  if (/\bhow long\b/i.test(question.text))
    return { test: (figure, sentence) => isTime(figure, sentence) || isMeasure(figure, sentence), specific: true };
  if (/\bhow (?:large|big|far|tall|high|deep|fast|wide|heavy)\b/i.test(question.text))
    return { test: isMeasure, specific: true };
  if (/\bhow much\b/i.test(question.text))
    return { test: (figure, sentence) => !isTime(figure, sentence), specific: false };
  const asked = question.counted.join(' ');
  if (TIMES.test(asked) || MEASURES.test(asked)) return { test: () => true, specific: false };
  return {
    test: (figure, sentence) =>
      !figure.percent && !isTime(figure, sentence) && !isMeasure(figure, sentence) && !isMoney(figure, sentence),
    specific: false,
  };
}

/** The content words right after an offset, up to the end of the clause. */
function wordsAfter(sentence: string, end: number): string[] {
  const clause = /^[^,;:.!?()—–"“”]*/u.exec(sentence.slice(end))?.[0] ?? '';
  return contentWords(clause.trim().split(/\s+/u).slice(0, COUNTED).join(' '));
}

function findDate(question: AnalysedQuestion, sentence: string): TypedAnswer | undefined {
  const known = question.dates;
  const newDates = datesIn(sentence).filter((date) => !known.some((other) => agree(date, other)));
  const [date] = newDates;
  return date && newDates.length === 1
    ? { start: date.start, end: date.end, date, counted: [], sure: true }
    : undefined;
}

/** Whether two dates can be the same, as far as each is specified. */
export function agree(one: DateSaid, other: DateSaid): boolean {
  return (['year', 'month', 'day'] as const).every(
    (part) => one[part] === undefined || other[part] === undefined || one[part] === other[part],
  );
}

function findPerson(question: AnalysedQuestion, sentence: string): TypedAnswer | undefined {
  const known = question.allTerms;
  const people = namesIn(sentence).filter((span) => {
    const name = sentence.slice(span.start, span.end);
    return name.includes(' ') && !ORGANISATION.test(name) && !indexTerms(name).some((term) => known.has(term));
  });
  return only(people, question, sentence);
}

function findPlace(question: AnalysedQuestion, sentence: string): TypedAnswer | undefined {
  const known = question.allTerms;
  const places = namesIn(sentence).filter((span) => {
    const name = sentence.slice(span.start, span.end);
    const isPlace = /\b(?:in|at|near|to|from|outside|around|into|towards?) (?:the )?$/iu.test(
      sentence.slice(0, span.start),
    );
    return isPlace && !datesIn(`in ${name}`).length && !indexTerms(name).some((term) => known.has(term));
  });
  return only(places, question, sentence);
}

/** The only span, if the sentence also holds most of the question's terms; a name alone is weak evidence. */
function only(spans: readonly Span[], question: AnalysedQuestion, sentence: string): TypedAnswer | undefined {
  const [span] = spans;
  if (!span || spans.length > 1) return undefined;
  const held = new Set(indexTerms(sentence));
  const wanted = question.terms;
  if (wanted.filter((term) => held.has(term)).length < HELD * wanted.length) return undefined;
  return { ...span, counted: [], sure: false };
}
