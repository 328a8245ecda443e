import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import sniffHtml from 'html-encoding-sniffer';
import { UnreadableError } from '../model/unreadable.js';
import { decode, guessed, isDecodable, SAMPLE, STRANGE, strangeness } from './encoding-guess.js';

/** Minimum share of UTF-16 units with one zero byte for bytes without a byte order mark to be UTF-16. */
const ZERO_HALVES = 0.02;
const ESCAPE = 0x1b;

/** Decodes a text by its byte order mark, as UTF-8 if valid, otherwise by a guess. @throws UnreadableError */
export function decodeText(bytes: Uint8Array): string {
  return checked(decode(bytes, encodingOf(bytes)));
}

/** The encoding of a text, as a `TextDecoder` label. @throws UnreadableError when it can't be determined. */
export function encodingOf(bytes: Uint8Array): string {
  const known = marked(bytes) ?? utf16Without(bytes) ?? utf8(bytes);
  if (known) return known;
  const guess = guessed(bytes);
  if (guess) return guess;
  throw new UnreadableError('Its encoding is unknown. Save it as UTF-8 text.');
}

/**
 * Decodes markup by its byte order mark, as UTF-8 if valid whatever is declared, as the server or the page declares, by a guess,
 * or else as windows-1252, the fallback of browsers.
 * @param charset what the server declared, if anything.
 */
export function decodeMarkup(bytes: Uint8Array, charset?: string): string {
  const declared = declaredIn(bytes, charset);
  const isSevenBit = declared === 'ISO-2022-JP' && bytes.includes(ESCAPE);
  const encoding =
    marked(bytes) ??
    utf16Without(bytes) ??
    (isSevenBit ? declared : undefined) ??
    (isUtf8(bytes) ? 'utf-8' : undefined) ??
    (declared && isDecodable(declared) ? declared : undefined) ??
    guessed(withoutTags(bytes)) ??
    'windows-1252';
  return decode(bytes, encoding);
}

function marked(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** Recognises UTF-16 by the zero bytes of spaces, line ends and ASCII; its high bytes vary less than its low bytes. */
function utf16Without(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 || !bytes.includes(0)) return undefined;
  const head = bytes.subarray(0, SAMPLE);
  const counts = [new Array<number>(256).fill(0), new Array<number>(256).fill(0)] as const;
  head.forEach((byte, at) => {
    const side = counts[at % 2 ? 1 : 0];
    side[byte] = (side[byte] ?? 0) + 1;
  });
  const zeros = Math.max(counts[0][0] ?? 0, counts[1][0] ?? 0);
  if (zeros < (ZERO_HALVES * head.length) / 2) return undefined;
  const [even, odd] = counts.map((side) => side.reduce((sum, count) => sum + count * count, 0));
  const encoding = (odd ?? 0) > (even ?? 0) ? 'utf-16le' : 'utf-16be';
  return strangeness(decode(head, encoding)) > STRANGE ? undefined : encoding;
}

function utf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  return bytes.includes(ESCAPE) && analyse(bytes.subarray(0, SAMPLE))[0]?.name === 'ISO-2022-JP'
    ? 'iso-2022-jp'
    : 'utf-8';
}

function declaredIn(bytes: Uint8Array, charset: string | undefined): string | undefined {
  const inXml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]{1,40})["']/.exec(latin1(bytes.subarray(0, 300)))?.[1];
  const label = sniffHtml(bytes, {
    defaultEncoding: inXml ?? '',
    ...(charset && { transportLayerEncodingLabel: charset }),
  });
  return label || undefined;
}

function withoutTags(bytes: Uint8Array): Uint8Array {
  return Buffer.from(latin1(bytes).replace(/<[^<>]*>/g, '\n'), 'latin1');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function checked(text: string): string {
  if (strangeness(text) > STRANGE) {
    throw new UnreadableError('Not text, or in an unknown encoding. Save it as UTF-8 text.');
  }
  return text;
}
