import type { Span } from '../../article/model/article.js';

/** What a user needs to find the article. */
export interface CitedArticle {
  readonly id: string;
  readonly title: string;
  readonly publisher?: string;
  readonly author?: string;
  /** ISO 8601 date or date and time. */
  readonly publishedAt?: string;
  readonly url?: string;
  readonly language: string;
}

export interface Locator {
  readonly heading?: string;
  /** 1-based. */
  readonly paragraph: number;
  readonly page?: number;
}

/** Quotes from one article share its number; each quote has its own locator. */
export interface Citation {
  /** 1-based, in order of first appearance in the answer. */
  readonly number: number;
  readonly article: CitedArticle;
  readonly locator: Locator;
}

/** A span of an article's text together with the exact text it holds: `article.text.slice(start, end) === text`. */
export interface Quote extends Span {
  readonly articleId: string;
  readonly text: string;
  /** The ranking's score, 0 to 1; comparable only within one answer. */
  readonly score: number;
  readonly citation: Citation;
  /** Offsets into the article of hyphens and line ends inside words, which are not shown. */
  readonly joins?: readonly number[];
  /** The words in it that answer, if certain: ascending, non-overlapping offsets into the article, inside the quote. */
  readonly marks?: readonly Span[];
  /** Quotes of other articles that make the same claim. Their text is not shown, but is verified like the quote's own. */
  readonly also?: readonly Quote[];
}

/**
 * The three outcomes: the articles answer; they don't, but these passages are the closest; nothing is relevant.
 * `confidence` is the probability that the first quote answers the question, 0 to 1.
 */
export type Answer = {
  /** The corrected question that was searched with, if words were corrected. */
  readonly searchedAs?: string;
} & (
  | {
      readonly kind: 'answered' | 'closest';
      readonly confidence: number;
      readonly quotes: readonly [Quote, ...Quote[]];
      /** Set if the articles give different figures or dates. The quotes are those, newest article first. */
      readonly differ?: true;
    }
  | { readonly kind: 'nothing'; readonly confidence: number; readonly quotes: readonly [] }
);
