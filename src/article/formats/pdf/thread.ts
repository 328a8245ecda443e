import type { GivenMeta, RawBlock } from '../../model/raw-article.js';
import { comparable } from '../../text/normalise.js';
import { extract } from './extract.js';
import { layOut } from './layout.js';
import { languageFor } from './meta.js';
import type { PdfFault } from './page.js';

/** How many blocks of the first page are searched for the title. */
const FIRST = 12;

/** The content of a PDF, or why nothing could be read. */
export type PdfContent =
  | { readonly blocks: readonly RawBlock[]; readonly meta: GivenMeta; readonly lost?: PdfFault }
  | { readonly fault: PdfFault };

/** Reads a PDF in a worker thread: PDF.js blocks the event loop while it works, and may never finish. */
export default async function read(bytes: Uint8Array): Promise<PdfContent> {
  const extracted = await extract(bytes);
  if ('fault' in extracted) return extracted;
  const { pages, meta, lost } = extracted;
  const { blocks, title } = layOut(pages);
  const words = blocks.map(({ text }) => text).join('\n');
  const first = comparable(
    blocks
      .slice(0, FIRST)
      .map(({ text }) => text)
      .join(' '),
  );
  // Many files still have the title of their template.
  const isShown = meta.title !== undefined && first.includes(comparable(meta.title));
  return {
    blocks,
    meta: {
      ...meta,
      title: isShown ? meta.title : (title ?? meta.title),
      language: languageFor(meta.language, words.slice(0, 8000)),
    },
    ...(lost && { lost }),
  };
}
