/** What a terminal obeys instead of showing it: control characters but tab and line end, and what turns the writing direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const OBEYED = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/** The text of an article, a file's name or a question as a terminal may be given it: no escape sequence is left of it. */
export function printable(text: string): string {
  return text.replace(OBEYED, '');
}
