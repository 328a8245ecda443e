/** White space that is not a control character to drop: it becomes one space. U+FEFF counts as white space in JS but separates nothing. */
const CONTROLS = /[^\P{Cc}\s\u0085]|[\u00AD\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;
const LONE_SURROGATES = /\p{Cs}/gu;

/**
 * One line of plain text: white space runs become one space, control characters, soft hyphens and what overrides the writing
 * direction go, halves of surrogate pairs become U+FFFD. Words stay as they are.
 */
export function tidy(text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}

/**
 * Tidied text as Discord shows it literally: no formatting, link, mention, emoji code or timestamp comes of it,
 * wherever in a line it is put. `@everyone` and `@here` also get a zero-width space, one more than they have, since the
 * server looks for them without reading backslashes.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*_~`|<>#[\]()@:]/g, '\\$&')
    .replace(/^( *)([-+])/, '$1\\$2')
    .replace(/^( *\d+)\./, '$1\\.')
    .replace(/\\@(?=\u200B*(?:everyone|here))/gi, '\\@\u200B');
}

/** Scripts that are written from right to left, and the marks that say so. */
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u200F\u061C]/u;

/** A name as it is put into a line with others, so that one written from right to left does not reorder what stands around it. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** The text that `escapeMarkdown` made this of. */
export function unescapeMarkdown(markdown: string): string {
  return markdown.replace(/\\@\u200B(?=\u200B*(?:everyone|here))/gi, '\\@').replace(/\\(.)/gsu, '$1');
}
