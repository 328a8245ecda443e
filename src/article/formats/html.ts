import { Readability } from '@mozilla/readability';
import type { RawBlock } from '../blocks.js';
import { decodeMarkup } from '../encoding.js';
import { normaliseLine } from '../normalise.js';
import type { Read } from '../read.js';
import { UnreadableError } from '../unreadable.js';
import { bodyOf, type DomNode, measure, type Parsed, parseHtml } from './dom.js';
import { htmlBlocks } from './html-blocks.js';
import { removeUnread } from './html-shown.js';
import { pageMetadata } from './page-metadata.js';

/** Largest page, in bytes. */
const MAX_BYTES = 20 * 2 ** 20;
/** Larger pages are read whole: Readability looks at every element from each of those around it. */
const MAX = { nodes: 40_000, depth: 100, weight: 1_000_000 } as const;
/** Characters of main text under which the page may be a list, or too short to tell. */
const LITTLE = 250;

/** What a web page says, without what the site puts around it. @throws UnreadableError */
export function readPage(path: string, bytes: Uint8Array): Read[] {
  if (bytes.length > MAX_BYTES) throw new UnreadableError('Larger than 20 MB. Save the text of the page alone.');
  const markup = decodeMarkup(bytes);
  const page = parseHtml(markup);
  const given = pageMetadata(page, markup);
  const blocks = mainBlocks(page);
  return [{ where: path, raw: { ...given, id: normaliseLine(path), format: 'blocks', blocks } }];
}

/** The main text as Readability finds it, or all there is but navigation and the like where that finds next to nothing. */
function mainBlocks(page: Parsed): RawBlock[] {
  const whole = htmlBlocks(bodyOf(page), { isPage: true });
  const main = mainOf(page);
  const blocks = main ? htmlBlocks(main, { isPage: true }) : [];
  const found = lengthOf(blocks);
  return found >= LITTLE || found * 2 > lengthOf(whole) ? blocks : whole;
}

/** Changes the document. */
function mainOf({ document, root }: Parsed): DomNode | undefined {
  const { nodes, depth, weight } = measure(root);
  if (nodes > MAX.nodes || depth > MAX.depth || weight > MAX.weight) return undefined;
  removeUnread(root);
  try {
    const options = { serializer: (node: unknown) => node as DomNode, disableJSONLD: true };
    return new Readability<DomNode>(document as never, options).parse()?.content ?? undefined;
  } catch {
    return undefined;
  }
}

function lengthOf(blocks: readonly RawBlock[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0);
}
