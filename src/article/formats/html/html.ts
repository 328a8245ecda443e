import type { Read } from '../../model/read.js';
import { UnreadableError } from '../../model/unreadable.js';
import { decodeMarkup } from '../../text/encoding.js';
import { normaliseLine } from '../../text/normalise.js';
import { parseHtml } from './dom.js';
import { mainBlocks } from './main-text.js';
import { pageMetadata } from './page-metadata.js';

/** Maximum size of a page, in bytes. */
const MAX_BYTES = 20 * 2 ** 20;

/** Reads the main text of a web page. @throws UnreadableError */
export function readPage(path: string, bytes: Uint8Array): Read[] {
  if (bytes.length > MAX_BYTES) throw new UnreadableError('Larger than 20 MB. Save only the text of the page.');
  const markup = decodeMarkup(bytes);
  const page = parseHtml(markup);
  const given = pageMetadata(page, markup);
  return [{ where: path, raw: { ...given, id: normaliseLine(path), format: 'blocks', blocks: mainBlocks(page) } }];
}
