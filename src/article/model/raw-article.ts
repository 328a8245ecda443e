/** An article as read. Metadata given separately takes precedence over what the text itself suggests. */
export type RawArticle = RawMeta &
  (
    | { readonly format: 'plain' | 'markdown'; readonly text: string }
    /** From a format that marks what each part of the text is. */
    | { readonly format: 'blocks'; readonly blocks: readonly RawBlock[] }
  );

interface RawMeta extends GivenMeta {
  readonly id: string;
  readonly collection?: string | undefined;
}

/** Metadata given by a file in addition to the text. */
export interface GivenMeta {
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  readonly author?: string | undefined;
  readonly publishedAt?: string | undefined;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
}

/** A block as its format marks it, without markup. */
export interface RawBlock {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'code' | 'boilerplate';
  /** A form feed starts a new page, either between blocks (as its own block or at the start of one) or inside a block. */
  readonly text: string;
}
