import type { DateSaid } from '../figures.js';
import type { Named } from '../names-held.js';
import type { AnswerType } from './answer-type.js';

/** A question taken apart once, before it is answered; everything that answers reads it from here. */
export interface AnalysedQuestion {
  /** As it was typed or completed, without its filters. */
  readonly typed: string;
  /** What is embedded and read. */
  readonly text: string;
  /** The distinct index terms that say what it is about, in order; all of them where none does. */
  readonly terms: readonly string[];
  /** The index terms of all its words; and of those only that say something. */
  readonly allTerms: ReadonlySet<string>;
  readonly contentTerms: ReadonlySet<string>;
  /** The names and numbers that a text has to hold to speak of the same. */
  readonly named: readonly Named[];
  /** The days, months and years that it names. */
  readonly dates: readonly DateSaid[];
  /** What kind of thing it asks for; undefined where its words don't show that. */
  readonly answerType: AnswerType | undefined;
  /** What it asks the number of: the words that say something behind "how many" and the like. */
  readonly counted: readonly string[];
}
