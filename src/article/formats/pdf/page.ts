/** A run of text drawn on a page, in points; `y` is its baseline, measured from the top of the page. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Font size, in points. */
  readonly size: number;
  /** Identifies the font within the file. */
  readonly font: string;
  readonly isRightToLeft: boolean;
}

/** The upright text of a page. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
}

/** Runs on one baseline of one column, in reading order. */
export interface Line {
  readonly text: string;
  /** Its start and end, measured in reading direction. */
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** The font of the whole line; undefined if it has several. */
  readonly font: string | undefined;
}

/** Consecutive lines in reading order, with the column's left and right edges. */
export interface Column {
  readonly lines: readonly Line[];
  readonly left: number;
  readonly right: number;
}

/** Why a PDF could not be read, or not completely. */
export type PdfFault =
  | { readonly kind: 'encrypted' | 'damaged' | 'scanned' | 'unreadableFonts' | 'cutShort' | 'tooLong' }
  | { readonly kind: 'missingMaps'; readonly maps: readonly string[] }
  | { readonly kind: 'tooManyPages'; readonly pages: number }
  | { readonly kind: 'pagesLost'; readonly pages: readonly number[] };
