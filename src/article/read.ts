import { parse as parseYaml } from 'yaml';
import type { RawArticle } from './clean.js';
import { normaliseLine, normaliseText } from './normalise.js';
import { FrontMatter, JsonlArticle } from './schema.js';
import type { ArticleProblem } from './types.js';

/** An article or the reason why there is none, and where it stands. */
export type Read = { readonly where: string; readonly raw: RawArticle } | ArticleProblem;

/** Longest front matter, in UTF-16 units: reading YAML takes time that grows with the square of the number of its keys. */
const MAX_YAML = 20_000;
/** Largest article, in bytes. */
const MAX_BYTES = 20 * 2 ** 20;

/** What a `.txt` or Markdown file holds. */
export function readFile(path: string, bytes: Uint8Array, format: 'plain' | 'markdown'): Read {
  const source = decode(bytes);
  if (typeof source !== 'string') return { where: path, ...source };
  if (format === 'plain') return { where: path, raw: { id: normaliseLine(path), text: source, format } };
  const { yaml, text } = splitFrontMatter(normaliseText(source));
  if (yaml !== undefined && yaml.length > MAX_YAML) {
    return {
      where: path,
      reason: 'The front matter is longer than 20,000 characters. Shorten it to what describes the article.',
    };
  }
  try {
    const given = yaml === undefined ? {} : FrontMatter.parse(parseYaml(yaml, { logLevel: 'error' }) ?? {});
    return { where: path, raw: { ...given, id: normaliseLine(path), text, format } };
  } catch (cause) {
    const detail = cause instanceof Error && cause.name === 'YAMLParseError' ? cause.message.split('\n')[0] : '';
    return {
      where: path,
      reason: `The front matter isn't valid YAML. Mend it, or remove both “---” lines. ${detail}`.trim(),
    };
  }
}

/** What each line of a `.jsonl` file holds; blank lines are passed over. */
export function* readLines(path: string, bytes: Uint8Array): Generator<Read> {
  let number = 0;
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    number++;
    const where = `${path}:${number}`;
    const line = decode(bytes.subarray(start, end));
    if (typeof line !== 'string') yield { where, ...line };
    else if (line.trim()) yield readLine(where, line);
    start = end + 1;
  }
}

function readLine(where: string, line: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { where, reason: 'The line is not JSON. A .jsonl file has one complete JSON object on each line.' };
  }
  const parsed = JsonlArticle.safeParse(value);
  if (parsed.success) return { where, raw: { ...parsed.data, id: normaliseLine(parsed.data.id), format: 'plain' } };
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path[0] ?? 'the object itself'))]
    .map(String)
    .join(', ');
  return { where, reason: `Missing or not text: ${fields}. Each line needs "id", "title" and "text".` };
}

function decode(bytes: Uint8Array): string | { reason: string } {
  if (bytes.length > MAX_BYTES) return { reason: 'Larger than 20 MB. Split it into several articles.' };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { reason: 'Not UTF-8 text. Save it with the encoding UTF-8.' };
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
