/** Characters to drop. White space is not among them, except U+FEFF, which JavaScript counts as white space. */
const CONTROLS = /[^\P{Cc}\s\u0085]|[\u00AD\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;
const LONE_SURROGATES = /\p{Cs}/gu;

/**
 * One line of plain text. Runs of white space become one space; control characters, soft hyphens and direction overrides are
 * removed; lone surrogates become U+FFFD. Words don't change.
 */
export function tidy(text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}

/**
 * Escapes tidied text so that Discord shows it literally, anywhere in a line: no formatting, link, mention, emoji or timestamp.
 * `@everyone` and `@here` also get one more zero-width space, since the server finds them despite backslashes.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*_~`|<>#[\]()@:]/g, '\\$&')
    .replace(/^( *)([-+])/, '$1\\$2')
    .replace(/^( *\d+)\./, '$1\\.')
    .replace(/\\@(?=\u200B*(?:everyone|here))/gi, '\\@\u200B');
}

/** Scripts written from right to left, and the marks for that direction. */
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u200F\u061C]/u;

/** Isolates a name in a line, so that right-to-left text does not reorder its surroundings. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** Reverses `escapeMarkdown`. */
export function unescapeMarkdown(markdown: string): string {
  return markdown.replace(/\\@\u200B(?=\u200B*(?:everyone|here))/gi, '\\@').replace(/\\(.)/gsu, '$1');
}
