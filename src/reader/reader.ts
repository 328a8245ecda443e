import type { Span } from '../article/model/article.js';

/** A passage to read. Sentence spans are UTF-16 offsets into `text`, in order. */
export interface PassageToRead {
  /** The article's title and the passage's heading. Read before the text, never part of the answer. */
  readonly title?: string;
  readonly text: string;
  readonly sentences: readonly Span[];
}

/** The reader's result for a sentence: the span that answers best, as offsets into the passage's text. */
export interface ReadSentence extends Span {
  /**
   * Sum of the logits of the span's start and end; higher is more likely. Always finite, mostly from −20 to 20, and comparable
   * with the passage's `none`. `UNREAD`, with an empty span, if nothing of the sentence could be read.
   */
  readonly score: number;
}

/** The reader's result for a passage. */
export interface Reading {
  /** The score of "this passage has no answer", on the sentences' scale. */
  readonly none: number;
  /** One result for each sentence, in order. */
  readonly sentences: readonly ReadSentence[];
}

/** The score of a sentence that was not read; its negative is the `none` of a passage without text. */
export const UNREAD = -40;

/** Finds the words in passages that answer a question. */
export interface Reader {
  /** Identifies everything that changes the scores. */
  readonly fingerprint: string;
  /** One reading for each passage, in the given order. Scores for one question are comparable across its passages. */
  read(question: string, passages: readonly PassageToRead[], signal?: AbortSignal): Promise<Reading[]>;
  close(): Promise<void>;
}
