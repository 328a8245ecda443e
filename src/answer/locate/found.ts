import type { Span } from '../../article/model/article.js';
import type { Quote } from '../quoting/answer.js';

/** A part of a given text, with the article's own words for it. */
export interface Match {
  /** The part, exactly as it was given. */
  readonly given: string;
  /** Whether its words are the article's, in order; case, punctuation and kinds of dashes and quotation marks don't count. */
  readonly exact: boolean;
  /** Parts of `given` that the article does not have there: ascending offsets into `given`. Empty when exact. */
  readonly struck: readonly Span[];
  /**
   * The sentences that contain it; several quotes if something unquotable lies between them. Marked are the words found, when
   * exact; otherwise the article's words that `given` does not have. `also` lists other articles with the same words.
   */
  readonly quotes: readonly [Quote, ...Quote[]];
}

/**
 * What the articles have of a text: parts of it word for word or nearly so; otherwise the quotes closest in meaning, which
 * neither confirm nor deny it; or nothing.
 */
export type Found =
  | { readonly kind: 'found'; readonly matches: readonly [Match, ...Match[]] }
  | { readonly kind: 'related'; readonly quotes: readonly [Quote, ...Quote[]] }
  | { readonly kind: 'nothing' };
