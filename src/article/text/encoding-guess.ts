import { analyse } from 'chardet';

/** Number of bytes, in lines that are not all ASCII, that a guess is based on. */
export const SAMPLE = 64 * 2 ** 10;
/** If a larger share of characters never occurs in text, the bytes are not text. */
export const STRANGE = 0.02;
/** Encodings that are always tried, in order of preference: the statistics cover few languages and no short texts. */
const ALWAYS = ['windows-1251', 'koi8-u', 'euc-kr', 'shift_jis', 'windows-1252'];
/** Confidence, 0 to 1, of encodings that are only tried; the statistics give double-byte encodings as much for any short text. */
const UNSURE = 0.1;
/** Penalty for a text in which every character is out of place. */
const PENALTY = 3;
const NEWLINE = 10;

/** The most likely encoding, judged by letter statistics and by whether the words look plausible. */
export function guessed(bytes: Uint8Array): string | undefined {
  const sample = nonAsciiLines(bytes);
  const confidence = new Map(ALWAYS.map((label) => [label, UNSURE]));
  for (const { name, confidence: percent } of analyse(sample)) {
    const label = name === 'KOI8-R' ? 'koi8-u' : name.toLowerCase();
    if (!/^(?:utf-|ascii)/.test(label) && isDecodable(label)) {
      confidence.set(label, Math.max(percent / 100, confidence.get(label) ?? 0));
    }
  }
  let best: { readonly label: string; readonly score: number } | undefined;
  for (const [label, sure] of confidence) {
    const text = decode(sample, label);
    const score = Math.max(sure, UNSURE) - PENALTY * disorder(text);
    if (strangeness(text) <= STRANGE && (!best || score > best.score)) best = { label, score };
  }
  return best?.label;
}

/** Decodes in two steps: in one step, Node 20 treats windows-1252 as ISO-8859-1 and loses its quotation marks and dashes. */
export function decode(bytes: Uint8Array, label: string): string {
  const decoder = new TextDecoder(label);
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

export function isDecodable(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** Share of characters, 0 to 1, that never occur in text. */
export function strangeness(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: counting them is the point
  const strange = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084\u0086-\u009f\ufffd\ufffe\uffff]/g);
  return text ? (strange?.length ?? 0) / text.length : 0;
}

/** The lines that are not all ASCII; English text around them would dominate the statistics. */
function nonAsciiLines(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  for (let start = 0; start < bytes.length && length < SAMPLE; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = Math.min(newline < 0 ? bytes.length : newline + 1, start + SAMPLE);
    const line = bytes.subarray(start, end);
    if (line.some((byte) => byte > 0x7f)) {
      lines.push(line);
      length += line.length;
    }
    start = end;
  }
  return lines.length > 0 ? Buffer.concat(lines) : bytes.subarray(0, SAMPLE);
}

/** Signs of a wrong encoding, each with the weight of one match. */
const SIGNS: readonly (readonly [RegExp, number])[] = [
  // Unassigned and private-use characters, and replacements for undecodable bytes.
  [/[\p{Co}\p{Cn}\ufffd\u0080-\u0084\u0086-\u009f]/gu, 1],
  // Symbols inside a word.
  [/(?<=\p{L})[\p{S}\p{No}\u00a0-\u00bf](?=\p{L})/gu, 1],
  // A capital after a small letter, and words in capitals.
  [/\p{Ll}(?=\p{Lu})/gu, 1],
  [/\p{Lu}(?=\p{Lu})/gu, 0.3],
  // Letters of two scripts in one word.
  [/(?<=\p{Script=Latin})[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]/gu, 1],
  [/(?<=[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}])\p{Script=Latin}/gu, 1],
  // Latin words without unaccented letters.
  [/[\u00c0-\u024f](?=[\u00c0-\u024f]{2})/gu, 1],
  // Half-width kana, which all bytes above 0xa0 decode to.
  [/[\uff61-\uff9f]/gu, 0.5],
];

function disorder(text: string): number {
  const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  if (foreign === 0) return 0;
  const signs = SIGNS.map(([pattern, weight]) => (text.match(pattern)?.length ?? 0) * weight);
  return Math.min(1, signs.reduce((sum, each) => sum + each, 0) / foreign);
}
