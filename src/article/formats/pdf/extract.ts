import { getResolvedPDFJS } from 'unpdf';
import type { GivenMeta } from '../../model/raw-article.js';
import { metaOf } from './meta.js';
import type { Page, PdfFault, Run } from './page.js';

/** Maximum number of pages, and of UTF-16 units of text. */
const MAX_PAGES = 2_000;
const MAX_TEXT = 10_000_000;
/** If a larger share of characters has no Unicode mapping, the text is useless. */
const UNNAMED = 0.05;
/** A run is upright if its baseline rises by less than this share of its length. */
const UPRIGHT = 0.05;
/** Ligatures, positional letter forms and radicals, which are replaced by what they represent. */
const FORMS = /[\u2E80-\u2FDF\uFB00-\uFB06\uFB50-\uFDFF\uFE70-\uFEFC]/gu;
const ENDING = Buffer.from('%%EOF');
/** How many bytes at the end of a complete file contain its end marker; some programs append data after it. */
const TAIL = 64 * 1024;

interface Extracted {
  readonly pages: readonly Page[];
  readonly meta: GivenMeta;
  /** What was lost of a file that could still be read. */
  readonly lost?: PdfFault;
}

/** Extracts the text of a PDF's pages with positions and sizes. PDF.js fetches nothing here and runs no code of the file. */
export async function extract(bytes: Uint8Array): Promise<Extracted | { readonly fault: PdfFault }> {
  const { getDocument, Util } = await getResolvedPDFJS();
  const maps = new Set<string>();
  const isCutShort = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(-TAIL).lastIndexOf(ENDING) < 0;
  const loading = getDocument({
    data: bytes,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    verbosity: 0,
    BinaryDataFactory: nothingFetched(maps),
  });
  try {
    const document = await loading.promise;
    if (document.numPages > MAX_PAGES) return { fault: { kind: 'tooManyPages', pages: document.numPages } };
    const pages: Page[] = [];
    const unread: number[] = [];
    let [units, language] = [0, ''];
    for (let number = 1; number <= document.numPages; number++) {
      try {
        const page = await document.getPage(number);
        const { width, height, transform } = page.getViewport({ scale: 1 });
        const { items, lang } = await page.getTextContent();
        language ||= lang ?? '';
        const runs = items.flatMap((item): Run[] => {
          if (!('str' in item) || item.str.trim() === '') return [];
          const [a, b, , , x, y] = Util.transform(transform, item.transform) as [...number[]] & { length: 6 };
          const size = Math.hypot(a ?? 0, b ?? 0);
          if (!((a ?? 0) > 0) || Math.abs(b ?? 0) > UPRIGHT * size) return [];
          const { width: advance, fontName: font } = item;
          const text = item.str.replace(FORMS, (form) => form.normalize('NFKC'));
          units += text.length;
          return [{ text, x: x ?? 0, y: y ?? 0, width: advance, size, font, isRightToLeft: item.dir === 'rtl' }];
        });
        pages.push({ width, height, runs });
        page.cleanup();
      } catch {
        unread.push(number);
        pages.push({ width: 0, height: 0, runs: [] });
      }
      if (units > MAX_TEXT) return { fault: { kind: 'tooLong' } };
    }
    if (maps.size > 0) return { fault: { kind: 'missingMaps', maps: [...maps].sort() } };
    if (units === 0) return { fault: { kind: unread.length > 0 || isCutShort ? 'damaged' : 'scanned' } };
    if (isUnnamed(pages)) return { fault: { kind: 'unreadableFonts' } };
    const lost: PdfFault | undefined =
      unread.length > 0 ? { kind: 'pagesLost', pages: unread } : isCutShort ? { kind: 'cutShort' } : undefined;
    const { info, metadata } = await document.getMetadata().catch(() => ({ info: {}, metadata: null }));
    const meta = metaOf(info as Record<string, unknown>, metadata, language);
    return { pages, meta, ...(lost && { lost }) };
  } catch (cause) {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException';
    return { fault: { kind: isLocked ? 'encrypted' : 'damaged' } };
  } finally {
    await loading.destroy();
  }
}

/** Refuses what PDF.js would fetch: font outlines, which text extraction does not need, and character maps, which it does need. */
function nothingFetched(maps: Set<string>) {
  return class {
    async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<never> {
      if (kind === 'cMapUrl') maps.add(filename.replace(/\.bcmap$/, ''));
      throw new Error(`${filename} is not fetched`);
    }
  };
}

/** Whether too many characters have no Unicode mapping. */
function isUnnamed(pages: readonly Page[]): boolean {
  let [all, unnamed] = [0, 0];
  for (const { runs } of pages) {
    for (const { text } of runs) {
      all += text.length;
      unnamed += text.match(/[\p{Co}\p{Cn}\p{Cc}\uFFFD]/gu)?.length ?? 0;
    }
  }
  return unnamed > UNNAMED * all;
}
