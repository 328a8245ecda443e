import type { Read } from '../model/read.js';
import { UnreadableError } from '../model/unreadable.js';
import { normaliseLine } from '../text/normalise.js';
import { Archive } from './archive.js';
import { htmlBlocks } from './html/blocks.js';
import { bodyOf, elementsUnder, nameOf, parseFragment, parseXml } from './html/dom.js';
import { Xml } from './xml.js';

/** Maximum number of tags in a part of the file: a long book has some hundred thousand; reading one takes about a kilobyte. */
const MAX_TAGS = 1_000_000;
const PROPERTIES = 'docProps/core.xml';

/** Reads a Word file, with the title, author and date from its properties. @throws UnreadableError */
export async function readWord(path: string, bytes: Buffer): Promise<Read[]> {
  const archive = await Archive.open(bytes);
  if (!archive.has('[Content_Types].xml'))
    throw new UnreadableError('Not a Word file (.docx). Save it again from Word.');
  const properties = archive.has(PROPERTIES) ? Xml.parse(await archive.readText(PROPERTIES)) : undefined;
  const body = bodyOf(parseFragment(await htmlOf(archive)));
  const about = {
    title: properties?.text('title'),
    author: properties?.text('creator'),
    publishedAt: properties?.text('created') ?? properties?.text('modified'),
    language: properties?.text('language'),
  };
  const raw = { ...about, id: normaliseLine(path), format: 'blocks' as const, blocks: htmlBlocks(body) };
  return [{ where: path, raw }];
}

async function htmlOf(archive: Archive): Promise<string> {
  // Reads through Archive with its limits, instead of letting mammoth unpack the file.
  const file = {
    exists: (name: string) => archive.has(name),
    read: async (name: string) => withoutHiddenRuns(bounded(await archive.readText(name))),
  };
  try {
    const { default: mammoth } = await import('mammoth');
    const { value } = await mammoth.convertToHtml({ file } as never, {
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    });
    return value;
  } catch (cause) {
    if (cause instanceof UnreadableError) throw cause;
    const isDeep = cause instanceof RangeError;
    throw new UnreadableError(
      isDeep
        ? 'Its parts are nested too deeply to be read.'
        : 'Damaged, or not a Word file (.docx). Save it again from Word.',
      { cause },
    );
  }
}

function bounded(xml: string): string {
  let tags = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) tags++;
  if (tags > MAX_TAGS) throw new UnreadableError('Has too many parts to be read. Split it into several files.');
  return xml;
}

/** A part of the file without text that Word hides. */
function withoutHiddenRuns(xml: string): string {
  if (!/<(?:\w+:)?vanish\b/.test(xml)) return xml;
  const { document, root } = parseXml(xml);
  for (const element of [...elementsUnder(root)]) {
    const value = element.getAttribute('w:val')?.toLowerCase() ?? '';
    const run = element.parentNode?.parentNode;
    if (nameOf(element) !== 'vanish' || ['0', 'false', 'off'].includes(value) || !run) continue;
    if ('localName' in run && nameOf(run as typeof element) === 'r') (run as typeof element).remove();
  }
  return String(document);
}
