import type { Span } from '../article/model/article.js';

/** A passage as it is read; sentence spans are UTF-16 offsets into `text`, in order. */
export interface PassageToRead {
  /** What it stands under: its article's title and its heading. Read before it, never part of the answer. */
  readonly title?: string;
  readonly text: string;
  readonly sentences: readonly Span[];
}

/** What the reader makes of a sentence: the stretch of it, in offsets into the passage's text, that answers best. */
export interface ReadSentence extends Span {
  /**
   * The sum of the logits of that stretch's start and end; higher is more likely. Finite always, mostly from −20 to 20,
   * and to be compared with the passage's `none`. `UNREAD` where nothing of the sentence could be read; its stretch is
   * empty then.
   */
  readonly score: number;
}

/** What the reader makes of a passage. */
export interface Reading {
  /** The score, on the sentences' scale, of the passage not answering. */
  readonly none: number;
  /** One for each sentence, in order. */
  readonly sentences: readonly ReadSentence[];
}

/** The score of what was not read; the negative of it is the `none` of a passage without any text. */
export const UNREAD = -40;

/** Looks into passages for the words that answer a question. */
export interface Reader {
  /** Identifies whatever changes the scores. */
  readonly fingerprint: string;
  /** One reading for each passage, in the order given. Scores of one question may be compared across its passages. */
  read(question: string, passages: readonly PassageToRead[], signal?: AbortSignal): Promise<Reading[]>;
  close(): Promise<void>;
}
