import type * as Yaml from 'yaml';
import { onFirstUse } from '../../runtime/on-first-use.js';
import type { Read } from '../model/read.js';
import { FrontMatter } from '../model/schema.js';
import { UnreadableError } from '../model/unreadable.js';
import { decodeText } from '../text/encoding.js';
import { normaliseLine, normaliseText } from '../text/normalise.js';

const yamlParser = onFirstUse<typeof Yaml>('yaml');

/** Longest front matter, in UTF-16 units: the time to parse YAML grows with the square of the number of keys. */
const MAX_YAML = 20_000;
/** Maximum size of an article, in bytes. */
export const MAX_BYTES = 20 * 2 ** 20;

/** Reads a `.txt` or Markdown file. @throws UnreadableError */
export function readFile(path: string, bytes: Uint8Array, format: 'plain' | 'markdown'): Read {
  if (bytes.length > MAX_BYTES) throw new UnreadableError('Larger than 20 MB. Split it into several articles.');
  const source = decodeText(bytes);
  if (format === 'plain') return { where: path, raw: { id: normaliseLine(path), text: source, format } };
  const { yaml, text } = splitFrontMatter(normaliseText(source));
  if (yaml !== undefined && yaml.length > MAX_YAML) {
    return {
      where: path,
      reason: 'The front matter is longer than 20,000 characters. Shorten it to what describes the article.',
    };
  }
  try {
    const given = yaml === undefined ? {} : FrontMatter.parse(yamlParser().parse(yaml, { logLevel: 'error' }) ?? {});
    return { where: path, raw: { ...given, id: normaliseLine(path), text, format } };
  } catch (cause) {
    const detail = cause instanceof Error && cause.name === 'YAMLParseError' ? cause.message.split('\n')[0] : '';
    throw new UnreadableError(
      `The front matter isn't valid YAML. Fix it, or remove both “---” lines. ${detail}`.trim(),
      { cause },
    );
  }
}

function splitFrontMatter(source: string): { yaml?: string; text: string } {
  const opening = /^---[ \t]*\n/.exec(source)?.[0].length;
  if (opening === undefined) return { text: source };
  const rest = source.slice(opening);
  const closing = /^(?:---|\.\.\.)[ \t]*$/m.exec(rest);
  return closing
    ? { yaml: rest.slice(0, closing.index), text: rest.slice(closing.index + closing[0].length) }
    : { text: source };
}
