import type { Span } from '../../article/model/article.js';
import type { Quote } from '../quoting/answer.js';

/** A stretch of a text that was given, beside the article's own words. */
export interface Match {
  /** What was given, as it stands there. */
  readonly given: string;
  /** Whether its words are just those of the article, in their order; case, punctuation and the kind of dashes and quotation marks aside. */
  readonly exact: boolean;
  /** What of `given` the article doesn't say there: ascending offsets into `given`. None when exact. */
  readonly struck: readonly Span[];
  /**
   * The sentences it stands in, several quotes where something that is never quoted lies between. What is marked in them: the
   * words found, when exact; else what the article says there and `given` doesn't. `also` names other articles with the same words.
   */
  readonly quotes: readonly [Quote, ...Quote[]];
}

/**
 * What the articles hold of a text: stretches of it word for word or nearly so; or else the quotes closest to what it says,
 * which neither confirm nor deny it; or nothing.
 */
export type Found =
  | { readonly kind: 'found'; readonly matches: readonly [Match, ...Match[]] }
  | { readonly kind: 'related'; readonly quotes: readonly [Quote, ...Quote[]] }
  | { readonly kind: 'nothing' };
