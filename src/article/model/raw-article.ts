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

/** A stretch of an article as its format names it, without markup. */
export interface RawBlock {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'code' | 'boilerplate';
  /** A form feed begins a new page, between blocks (in a block of its own or at the start) or amid one. */
  readonly text: string;
}
