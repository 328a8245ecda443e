import type { DateSaid } from '../english/figures.js';
import type { AnswerType } from './answer-type.js';
import type { Equivalent } from './equivalents.js';
import type { Named } from './named.js';
import type { Correction } from './spelling.js';

/** The analysis of a question, made once; every later step reads from it. */
export interface AnalysedQuestion {
  /** As typed or completed, without its filters. */
  readonly typed: string;
  /** The text that is embedded and read: spelling corrected, names capitalised as in the articles, no final punctuation. */
  readonly text: string;
  /** Words that were replaced. */
  readonly corrections: readonly Correction[];
  /** The corrected question to show to the user, if content words were replaced. */
  readonly searchedAs?: string;
  /** The distinct index terms of its content words, in order; of all its words if it has no content words. */
  readonly terms: readonly string[];
  /** `terms` with those of equivalent words that the articles may use instead. */
  readonly searchTerms: readonly string[];
  readonly equivalents: readonly Equivalent[];
  /** The index terms of all its words and their equivalents; and of its content words only. */
  readonly allTerms: ReadonlySet<string>;
  readonly contentTerms: ReadonlySet<string>;
  /** Its names, as written in `text`. */
  readonly names: readonly string[];
  /** The names and numbers that a text must hold to be about the same thing. */
  readonly named: readonly Named[];
  /** The days, months and years in it. */
  readonly dates: readonly DateSaid[];
  /** What kind of thing it asks for; undefined if its words don't show that. */
  readonly answerType: AnswerType | undefined;
  /** What it asks the number of: the content words after "how many" and the like. */
  readonly counted: readonly string[];
}
