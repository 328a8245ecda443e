import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';

/**
 * What is wrong with a settings file that would otherwise be read as if it were empty; undefined if it is valid or absent. Never
 * quotes a line, which may contain a token.
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
    return `${file} is damaged, or not saved as UTF-8 text. Save it as UTF-8, or restore it from a copy.`;
  }
  if (text.includes('\0')) return `${file} is damaged: it contains NUL characters. Restore it from a copy.`;
  // A quoted value may span lines; those lines are part of a setting without being one.
  const values = Object.values(parse(text)).flatMap((value) => value.split(/\r?\n/));
  const within = new Set(values.map((line) => line.trim()));
  const at = text
    .split(/\r?\n/)
    .findIndex(
      (line) => line.trim() !== '' && !/^\s*(#|(export\s+)?[\w.-]+\s*[=:])/.test(line) && !isPart(line, within),
    );
  return at < 0
    ? undefined
    : `${file}, line ${at + 1}, is not a setting: write NAME=value, or begin the line with # for a comment.`;
}

function isPart(line: string, values: ReadonlySet<string>): boolean {
  return values.has(line.trim()) || values.has(line.replace(/["'`]\s*(#.*)?$/, '').trim());
}
