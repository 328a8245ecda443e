import type { Span } from '../../article/model/article.js';

/** What a reader needs to find the article again. */
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

/** Quotes from one article share its number; the locator is the quote's own. */
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
  /** The ranking's score, 0 to 1; comparable within one answer. */
  readonly score: number;
  readonly citation: Citation;
  /** Offsets into the article of hyphens and line ends amid words, which showing it leaves out. */
  readonly joins?: readonly number[];
  /** The words in it that answer, where that is sure: ascending, not overlapping offsets into the article, inside the quote. */
  readonly marks?: readonly Span[];
  /** What other articles say that is the same. Their text is not shown, but checked as the quote's is. */
  readonly also?: readonly Quote[];
}

/**
 * The three outcomes: the articles answer; they don't, but these passages are closest; nothing relevant.
 * `confidence` is how likely the first quote answers the question, 0 to 1.
 */
export type Answer = {
  /** The question that was searched with, where its words were corrected. */
  readonly searchedAs?: string;
} & (
  | {
      readonly kind: 'answered' | 'closest';
      readonly confidence: number;
      readonly quotes: readonly [Quote, ...Quote[]];
      /** The articles give different figures or dates: the quotes are those, the newest article's first. */
      readonly differ?: true;
    }
  | { readonly kind: 'nothing'; readonly confidence: number; readonly quotes: readonly [] }
);
