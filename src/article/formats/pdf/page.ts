/** A run of text as a page draws it, in points; `y` is its baseline, counted from the page's top. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Of the font, in points. */
  readonly size: number;
  /** Names the font within its file. */
  readonly font: string;
  readonly isRightToLeft: boolean;
}

/** What a page draws of text, upright. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
}

/** Runs on one baseline of one column, in reading order. */
export interface Line {
  readonly text: string;
  /** Where it begins and ends, counted in the direction it is read in. */
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** The font of all of it; undefined where there are several. */
  readonly font: string | undefined;
}

/** Lines that stand below one another in reading order, and how far they may reach. */
export interface Column {
  readonly lines: readonly Line[];
  readonly left: number;
  readonly right: number;
}

/** Why nothing could be read of a PDF, or not all. */
export type PdfFault =
  | { readonly kind: 'encrypted' | 'damaged' | 'scanned' | 'unreadableFonts' | 'cutShort' | 'tooLong' }
  | { readonly kind: 'missingMaps'; readonly maps: readonly string[] }
  | { readonly kind: 'tooManyPages'; readonly pages: number }
  | { readonly kind: 'pagesLost'; readonly pages: readonly number[] };
