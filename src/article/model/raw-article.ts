import type { RawBlock } from '../text/blocks.js';

/** An article as it was read; whatever is given beside the text is used rather than what the text itself seems to say. */
export type RawArticle = RawMeta &
  (
    | { readonly format: 'plain' | 'markdown'; readonly text: string }
    /** From a format that says itself what each stretch is. */
    | { readonly format: 'blocks'; readonly blocks: readonly RawBlock[] }
  );

interface RawMeta extends GivenMeta {
  readonly id: string;
  readonly collection?: string | undefined;
}

/** What a file says of its article beside the text. */
export interface GivenMeta {
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  readonly author?: string | undefined;
  readonly publishedAt?: string | undefined;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
}
