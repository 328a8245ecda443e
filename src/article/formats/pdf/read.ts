import { WorkerEndedError, WorkerPool } from '../../../runtime/threads/run-in-worker.js';
import type { Read } from '../../model/read.js';
import { normaliseLine } from '../../text/normalise.js';
import type { PdfFault } from './page.js';
import type { PdfContent, default as read } from './thread.js';

/** What reading one file may take. */
export interface PdfLimits {
  readonly bytes: number;
  readonly milliseconds: number;
  /** Bytes that the process may grow by meanwhile. */
  readonly memory: number;
}

const LIMITS: PdfLimits = { bytes: 100 * 2 ** 20, milliseconds: 60_000, memory: 2 ** 30 };

const pool = new WorkerPool<typeof read>(new URL('./thread.js', import.meta.url), { threads: 2, keepAlive: 5_000 });

/** What a PDF holds: the article, and a problem where it can't be read or not all of it can. */
export async function readPdf(path: string, bytes: Buffer, limits = LIMITS): Promise<Read[]> {
  const problem = (reason: string): Read => ({ where: path, reason });
  if (bytes.length > limits.bytes) return [problem(`Larger than ${limits.bytes / 2 ** 20} MB. Split it.`)];
  if (!bytes.subarray(0, 1024).includes('%PDF-')) {
    return [problem('Not a PDF, though its name says so. Look at what it is, and name it so.')];
  }
  const content = await inThread(bytes, limits);
  if (typeof content === 'string') return [problem(content)];
  if ('fault' in content) return [problem(reasonOf(content.fault))];
  const { blocks, meta, lost } = content;
  const raw = { ...meta, id: normaliseLine(path), format: 'blocks' as const, blocks };
  return [{ where: path, raw }, ...(lost ? [problem(reasonOf(lost))] : [])];
}

/** Reads in a thread that is ended when it takes too long or too much. */
async function inThread(bytes: Buffer, limits: PdfLimits): Promise<PdfContent | string> {
  try {
    const { milliseconds: timeout, memory } = limits;
    return await pool.run(new Uint8Array(bytes), { timeout, growth: memory / 2 ** 20 });
  } catch (cause) {
    const why = cause instanceof WorkerEndedError ? cause.why : undefined;
    if (why === 'timeout') return `Takes longer than ${limits.milliseconds / 1000} s to read. Split it.`;
    if (why === 'memory') return 'Takes too much memory to read. Split it.';
    return `Can’t be read: ${cause instanceof Error ? cause.message : cause}. Open it and save it anew.`;
  }
}

function reasonOf(fault: PdfFault): string {
  switch (fault.kind) {
    case 'encrypted':
      return 'Locked with a password. Save it anew without one.';
    case 'damaged':
      return 'A damaged PDF. Get it again, or open it and save it anew.';
    case 'cutShort':
      return 'The PDF ends before its end: what there is of it was read. Get it again.';
    case 'scanned':
      return 'Holds no text: it is a scan, pages as pictures. Run OCR over it first (OCRmyPDF does).';
    case 'unreadableFonts':
      return 'Its fonts do not say which letters they draw, so its text can’t be read. Run OCR over it (OCRmyPDF with --force-ocr does).';
    case 'tooLong':
      return 'Holds more than 10 million characters. Split it.';
    case 'missingMaps':
      return `Its fonts need character maps that are not in the file (${fault.maps.slice(0, 3).join(', ')}). Print it to PDF anew, or run OCR over it (OCRmyPDF with --force-ocr does).`;
    case 'tooManyPages':
      return `Has ${fault.pages} pages; up to 2,000 are read. Split it.`;
    case 'pagesLost': {
      const some = fault.pages.slice(0, 10).join(', ') + (fault.pages.length > 10 ? ', …' : '');
      return `Damaged on page ${some}: the others were read. Get it again, or open it and save it anew.`;
    }
  }
}
