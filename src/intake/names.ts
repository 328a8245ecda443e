import path from 'node:path';
import { normaliseLine } from '../article/text/normalise.js';

/** The longest file name without its extension, and collection name, in UTF-8 bytes: file systems allow 255 with everything added. */
const MAX_BYTES = 150;
/** Names that Windows reserves for devices. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Turns any name into a file name for the articles folder: no path, not hidden, no character that some file system refuses; undefined
 * if no letter or digit is left. The extension becomes lower case.
 */
export function safeFileName(given: string): string | undefined {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const [ending = ''] = /^\.[a-z0-9]{1,10}$/.exec(path.extname(last).toLowerCase()) ?? [];
  const stem = clean(last.slice(0, last.length - ending.length));
  if (!/[\p{L}\p{N}]/u.test(stem)) return undefined;
  return `${DEVICES.test(stem) ? '_' : ''}${stem}${ending}`;
}

/** A new collection's name, which is also its folder's; undefined if it can't be one. */
export function safeCollectionName(given: string): string | undefined {
  const name = normaliseLine(given.normalize('NFC'));
  const isUsual = name !== '' && name === clean(name) && /[\p{L}\p{N}]/u.test(name);
  return isUsual && name !== 'node_modules' && !DEVICES.test(name) ? name : undefined;
}

/** An address's path, or a part of it, with percent-encoding decoded; unchanged if it can't be decoded. */
export function percentDecoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function clean(name: string): string {
  let kept = name
    .replace(/[^\p{L}\p{M}\p{N} ._()'&+-]+/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.-]+/u, '')
    // No character takes fewer bytes than UTF-16 units.
    .slice(0, MAX_BYTES)
    .replace(/\p{Cs}$/u, '');
  while (Buffer.byteLength(kept) > MAX_BYTES) kept = Array.from(kept).slice(0, -1).join('');
  return kept.replace(/[\s.-]+$/u, '');
}
