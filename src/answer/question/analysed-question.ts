import type { DateSaid } from '../english/figures.js';
import type { AnswerType } from './answer-type.js';
import type { Equivalent } from './equivalents.js';
import type { Named } from './named.js';
import type { Correction } from './spelling.js';

/** A question taken apart once, before it is answered; everything that answers reads it from here. */
export interface AnalysedQuestion {
  /** As it was typed or completed, without its filters. */
  readonly typed: string;
  /** What is embedded and read: spelling mended, names with the articles' capitals, no mark at its end. */
  readonly text: string;
  /** What words were replaced by what. */
  readonly corrections: readonly Correction[];
  /** The question to show as what was searched with, where words that say something were replaced. */
  readonly searchedAs?: string;
  /** The distinct index terms that say what it is about, in order; all of them where none does. */
  readonly terms: readonly string[];
  /** The same with those of other words for it, which the articles may say instead. */
  readonly searchTerms: readonly string[];
  readonly equivalents: readonly Equivalent[];
  /** The index terms of all its words and of other words for them; and of its words that say something. */
  readonly allTerms: ReadonlySet<string>;
  readonly contentTerms: ReadonlySet<string>;
  /** Its names as they stand in `text`. */
  readonly names: readonly string[];
  /** The names and numbers that a text has to hold to speak of the same. */
  readonly named: readonly Named[];
  /** The days, months and years that it names. */
  readonly dates: readonly DateSaid[];
  /** What kind of thing it asks for; undefined where its words don't show that. */
  readonly answerType: AnswerType | undefined;
  /** What it asks the number of: the words that say something behind "how many" and the like. */
  readonly counted: readonly string[];
}
