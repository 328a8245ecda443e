import { basename, extname } from 'node:path';
import { formatOf } from './formats.js';

/** Names that editors, browsers and operating systems leave behind, and lists of links. Hidden files are not listed at all. */
const NO_ARTICLE = /(^~\$|^#.*#$|~$|\.(bak|tmp|swp|part|crdownload|links)$|^(thumbs\.db|desktop\.ini)$)/i;

const MOST_TYPES = 5;
const LONGEST_TYPE = 30;

/** Whether a file might be meant as an article but is of a type that is not read. */
export function isOfOtherType(path: string): boolean {
  return !formatOf(path) && !NO_ARTICLE.test(basename(path));
}

/** The types of these files, for messages: `.rst, .doc`; a file without an ending is named. */
export function typesOf(paths: readonly string[]): string {
  const types = [...new Set(paths.map((path) => extname(path).toLowerCase() || basename(path)))];
  const named = types
    .slice(0, MOST_TYPES)
    .map((type) => (type.length > LONGEST_TYPE ? `${[...type].slice(0, LONGEST_TYPE).join('')}…` : type));
  return [...named, ...(types.length > MOST_TYPES ? ['…'] : [])].join(', ');
}

/** A sentence about skipped files; undefined if there are none. */
export function skippedIn(paths: readonly string[]): string | undefined {
  if (paths.length === 0) return undefined;
  const files = paths.length === 1 ? '1 file of another type was' : `${paths.length} files of other types were`;
  return `${files} skipped (${typesOf(paths)}).`;
}
