/** What a terminal interprets instead of displaying: control characters except tab and line feed, and bidirectional controls. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const OBEYED = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/** Makes an article's text, a file name or a question safe for a terminal: removes escape sequences. */
export function printable(text: string): string {
  return text.replace(OBEYED, '');
}
