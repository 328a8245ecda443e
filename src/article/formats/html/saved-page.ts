import { decodeMarkup } from '../../text/encoding.js';

/** The comment that browsers put before a page they save. */
const SAVED_FROM = /<!--\s*saved from url=\(\d{1,6}\)(https?:\/\/[^\s<>]{1,2000}?)\s*-->/i;
/** Characters from the beginning in which it stands. */
const HEAD = 4_000;

/** The address that a saved page says it was saved from. */
export function savedFrom(markup: string): string | undefined {
  return SAVED_FROM.exec(markup.slice(0, HEAD))?.[1];
}

/**
 * A page to be kept as a file: as UTF-8, since what the server said of its encoding is not kept with it, and with its address
 * as browsers note it.
 */
export function savedPage(
  bytes: Uint8Array,
  { url, charset }: { readonly url: URL; readonly charset?: string },
): Buffer {
  const { href } = url;
  const noted = `<!-- saved from url=(${String(href.length).padStart(4, '0')})${href} -->\n`;
  return Buffer.from(`\ufeff${noted}${decodeMarkup(bytes, charset)}`);
}
