import { indexTerms, queryTerms } from '../../search/terms.js';
import { datesIn } from '../figures.js';
import { contentTerms } from '../likeness.js';
import { namedIn } from '../names-held.js';
import { answerTypeOf, countedIn } from './answer-type.js';
import type { AnalysedQuestion } from './types.js';

/** Takes a question apart once; its filters have to be gone from it. */
export function analyseQuestion(typed: string): AnalysedQuestion {
  const text = typed;
  return {
    typed,
    text,
    terms: queryTerms(text),
    allTerms: new Set(indexTerms(text)),
    contentTerms: contentTerms(text),
    named: namedIn(text),
    dates: datesIn(text),
    answerType: answerTypeOf(text),
    counted: countedIn(text),
  };
}
