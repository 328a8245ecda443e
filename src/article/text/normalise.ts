// biome-ignore lint/suspicious/noControlCharactersInRegex: old kinds of line end
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const OUTER_BLANK_LINES = /^(?:[^\S\n]*\n)+/;

/**
 * The text as it will be stored: `\n` line ends, no control characters, no lone surrogates, no blank lines around it.
 * Words, spacing inside lines and markup stay; the result survives UTF-8 and SQLite unchanged.
 */
export function normaliseText(raw: string): string {
  return raw
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, '')
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(OUTER_BLANK_LINES, '')
    .replace(/^\ufeff+/, '')
    .trimEnd();
}

/** A name, title or id, normalised to one line. */
export function normaliseLine(raw: string): string {
  return normaliseText(raw).replace(/\s+/g, ' ').trim();
}

/** The text, or its beginning with “…”, cut at the last word end within `limit` UTF-16 units. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit);
  const space = head.lastIndexOf(' ');
  const kept = space > limit / 2 ? head.slice(0, space) : head.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[\s,;:–—-]+$/, '')}…`;
}

/** A key for comparing titles: lower case, letters and digits only. */
export function comparable(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
