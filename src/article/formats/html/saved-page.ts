import { decodeMarkup } from '../../text/encoding.js';

/** The comment that browsers put at the start of a saved page. */
const SAVED_FROM = /<!--\s*saved from url=\(\d{1,6}\)(https?:\/\/[^\s<>]{1,2000}?)\s*-->/i;
/** How many characters at the start are searched for it. */
const HEAD = 4_000;

/** The address that a saved page was saved from, according to itself. */
export function savedFrom(markup: string): string | undefined {
  return SAVED_FROM.exec(markup.slice(0, HEAD))?.[1];
}

/**
 * A page prepared for saving as a file: in UTF-8, because the server's statement of its encoding is not saved with it, and with
 * its address in the form that browsers use.
 */
export function savedPage(
  bytes: Uint8Array,
  { url, charset }: { readonly url: URL; readonly charset?: string },
): Buffer {
  const { href } = url;
  const noted = `<!-- saved from url=(${String(href.length).padStart(4, '0')})${href} -->\n`;
  return Buffer.from(`\ufeff${noted}${decodeMarkup(bytes, charset)}`);
}
