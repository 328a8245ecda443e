import type { Downloaded } from '../intake/download.js';

/** Bytes in which an XML declaration is looked for. */
const DECLARATION = 200;
const BOM = Buffer.from('\ufeff');

/** The text of a feed, in the encoding that its byte order mark, the server or its XML declaration names, else UTF-8. */
export function feedText({ bytes, headers }: Pick<Downloaded, 'bytes' | 'headers'>): string {
  const head = bytes.subarray(0, DECLARATION).toString('latin1');
  const declared = /^\s*<\?xml\s[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head)?.[1];
  const named = markedEncoding(bytes) ?? charsetOf(headers['content-type']) ?? declared ?? 'utf-8';
  return decode(bytes, named, false) ?? bytes.toString('utf8');
}

/**
 * A page or text as it can be stored without the server's word on its encoding: in UTF-8 with a byte order mark, which outweighs what
 * the page says of itself. As it came where the server names none, or a wrong one.
 */
export function storable({ type, bytes, headers }: Pick<Downloaded, 'type' | 'bytes' | 'headers'>): Buffer {
  const named = charsetOf(headers['content-type']);
  if (!named || !/^text\/|html/.test(type)) return bytes;
  const text = decode(bytes, markedEncoding(bytes) ?? named, true);
  return text === undefined ? bytes : Buffer.concat([BOM, Buffer.from(text)]);
}

/** By its byte order mark. */
function markedEncoding(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 3).equals(BOM)) return 'utf-8';
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined;
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1];
}

function decode(bytes: Buffer, encoding: string, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}
