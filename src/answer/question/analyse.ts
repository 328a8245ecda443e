import { contentTerms, contentWords, indexTerms, queryTerms } from '../../search/text/terms.js';
import { datesIn } from '../english/figures.js';
import { namesIn } from '../english/names.js';
import type { AnalysedQuestion } from './analysed-question.js';
import { answerTypeOf, countedIn } from './answer-type.js';
import { isCased, withCapitals } from './casing.js';
import { equivalentsOf } from './equivalents.js';
import { namedIn } from './named.js';
import { type Correction, type Spelling, speltOut, typosCorrected } from './spelling.js';

/**
 * Analyses a question once; its filters must have been removed. Without an index, typos and names in lower case are left
 * unchanged.
 * @throws ModelUnavailableError when the models' vocabulary is missing.
 */
export function analyseQuestion(typed: string, index?: Spelling): AnalysedQuestion {
  const bare = typed
    .replace(/\s+/gu, ' ')
    .replace(/[\s?!.…]+$/u, '')
    .trim();
  const spelt = speltOut(bare || typed.trim(), index?.lexicon);
  const corrected = index ? typosCorrected(spelt.text, index) : { text: spelt.text, corrections: [] };
  const text = index && !isCased(spelt.text) ? withCapitals(corrected.text, index.lexicon) : corrected.text;
  const corrections = [...spelt.corrections, ...corrected.corrections];
  const terms = queryTerms(text);
  const equivalents = equivalentsOf(text, index?.lexicon);
  return {
    typed,
    text,
    corrections,
    ...(corrections.some(saysSomething) && { searchedAs: readable(text, typed) }),
    terms,
    searchTerms: [...new Set([...terms, ...equivalents.flatMap(({ instead }) => instead)])],
    equivalents,
    allTerms: new Set([...indexTerms(text), ...equivalents.flatMap(({ instead }) => instead)]),
    contentTerms: contentTerms(text),
    names: namesIn(text).map(({ start, end }) => text.slice(start, end)),
    named: namedIn(text, equivalents),
    dates: datesIn(text),
    answerType: answerTypeOf(text),
    counted: countedIn(text),
  };
}

/** Whether a correction changes what is asked, rather than only its spelling. */
function saysSomething({ to }: Correction): boolean {
  return contentWords(to).length > 0;
}

/** The corrected question as a sentence, with the punctuation typed at its end. */
function readable(text: string, typed: string): string {
  const mark = /[?!.…]+\s*$/u.exec(typed)?.[0].trim() ?? '';
  return text.charAt(0).toUpperCase() + text.slice(1) + mark;
}
