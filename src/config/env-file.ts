import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';

/**
 * What is wrong with a file of settings that would otherwise be read as if it said nothing; undefined when it is well or is
 * not there. Never quotes a line, which may hold a token.
 */
export function damageOf(file: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? undefined
      : `${file} can't be read (${code}). Check that it is a file, and its permissions.`;
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return `${file} is damaged, or not saved as UTF-8 text. Save it as UTF-8, or bring it back from a copy.`;
  }
  if (text.includes('\0')) return `${file} is damaged: it holds NUL characters. Bring it back from a copy.`;
  // A value may span lines between quotes: those lines are no settings, and yet are part of one.
  const values = Object.values(parse(text)).flatMap((value) => value.split(/\r?\n/));
  const within = new Set(values.map((line) => line.trim()));
  const at = text
    .split(/\r?\n/)
    .findIndex(
      (line) => line.trim() !== '' && !/^\s*(#|(export\s+)?[\w.-]+\s*[=:])/.test(line) && !isPart(line, within),
    );
  return at < 0
    ? undefined
    : `${file}, line ${at + 1}, is no setting: write NAME=value, or begin the line with # for a remark.`;
}

function isPart(line: string, values: ReadonlySet<string>): boolean {
  return values.has(line.trim()) || values.has(line.replace(/["'`]\s*(#.*)?$/, '').trim());
}
