import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A line of text on a page, in points from the page's left and top. */
export interface Drawn {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
}

interface PdfOptions {
  readonly title?: string;
  readonly author?: string;
  readonly language?: string;
  readonly created?: Date;
}

const HEIGHT = 842;
/** The distance of baselines of 11-point text. */
const LEADING = 14;

/** A real PDF with A4 pages and lines at given places. */
export async function pdfOf(pages: readonly (readonly Drawn[])[], options: PdfOptions = {}): Promise<Buffer> {
  const document = await PDFDocument.create();
  const [font, bold] = [
    await document.embedFont(StandardFonts.TimesRoman),
    await document.embedFont(StandardFonts.TimesRomanBold),
  ];
  if (options.title !== undefined) document.setTitle(options.title);
  if (options.author !== undefined) document.setAuthor(options.author);
  if (options.language !== undefined) document.setLanguage(options.language);
  if (options.created) document.setCreationDate(options.created);
  for (const lines of pages) {
    const page = document.addPage([595, HEIGHT]);
    for (const { text, x = 72, y, size = 11, bold: isBold } of lines) {
      page.drawText(text, { x, y: HEIGHT - y, size, font: isBold ? bold : font });
    }
  }
  return Buffer.from(await document.save());
}

/** Lines below one another, starting at a height. */
export function linesAt(y: number, texts: readonly string[], rest: Omit<Drawn, 'text' | 'y'> = {}): Drawn[] {
  return texts.map((text, at) => ({ ...rest, text, y: y + at * LEADING }));
}

/** A PDF with a page that is only a picture. */
export async function scan(): Promise<Buffer> {
  const document = await PDFDocument.create();
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  document.addPage([595, HEIGHT]).drawImage(await document.embedPng(dot), { x: 0, y: 0, width: 595, height: HEIGHT });
  return Buffer.from(await document.save());
}
