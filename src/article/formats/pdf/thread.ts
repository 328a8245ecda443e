import type { GivenMeta, RawBlock } from '../../model/raw-article.js';
import { comparable } from '../../text/normalise.js';
import { extract } from './extract.js';
import { layOut } from './layout.js';
import { languageFor } from './meta.js';
import type { PdfFault } from './page.js';

/** Blocks of the first page that the title is looked for in. */
const FIRST = 12;

/** What a PDF holds, or why it holds nothing that can be read. */
export type PdfContent =
  | { readonly blocks: readonly RawBlock[]; readonly meta: GivenMeta; readonly lost?: PdfFault }
  | { readonly fault: PdfFault };

/** A task of the thread that PDFs are read in: PDF.js does not let the event loop run while it works, and may not end. */
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
  // Many a file says it is what its template was.
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
