/** What Discord shows of text without formatting: a backslash before anything but letters, digits and white space goes. */
export const shownAs = (markdown: string): string =>
  markdown.replace(/\\([^0-9A-Za-z\s])/gu, '$1').replace(/@\u200B(?=everyone|here)/gi, '@');

/** Markdown without what makes words in it bold; all else as it stands. */
export const withoutBold = (markdown: string): string => markdown.replace(/(\\[^0-9A-Za-z\s])|\*\*/gu, '$1');

/** What Discord shows of text with bold words in it. */
export const unmarked = (markdown: string): string => shownAs(withoutBold(markdown));

/** Whatever in a text display would be more than plain text, were it not escaped. */
export const unescapedMarkup = (markdown: string): string[] =>
  markdown
    .replace(/\\[^0-9A-Za-z\s]/gu, '\u0000\u0000')
    .match(/[*_~`|<>#[\]@]|https?:\/\/|:\w+:|^ *(?:[-+*]|\d+\.) /gm) ?? [];
