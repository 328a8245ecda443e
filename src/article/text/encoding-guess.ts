import { analyse } from 'chardet';

/** As many bytes, in lines that are not all ASCII, as a guess is made from. */
export const SAMPLE = 64 * 2 ** 10;
/** Share of characters that no text holds, from which on it is none. */
export const STRANGE = 0.02;
/** What is tried whatever the statistics say, in this order where nothing else decides: they know few languages and no short texts. */
const ALWAYS = ['windows-1251', 'koi8-u', 'euc-kr', 'shift_jis', 'windows-1252'];
/** Confidence, 0 to 1, of what is only tried; the statistics give double-byte encodings as much for any short text. */
const UNSURE = 0.1;
/** What a text in which every character is out of place loses. */
const PENALTY = 3;
const NEWLINE = 10;

/** The likeliest encoding in which bytes are text, by letter statistics and by whether its words look like words. */
export function guessed(bytes: Uint8Array): string | undefined {
  const sample = telling(bytes);
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

/** In two steps, as Node 20's one step takes windows-1252 for ISO-8859-1 and loses its quotation marks and dashes. */
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

/** Share of characters, 0 to 1, that no text holds. */
export function strangeness(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: counting them is the point
  const strange = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084\u0086-\u009f\ufffd\ufffe\uffff]/g);
  return text ? (strange?.length ?? 0) / text.length : 0;
}

/** Lines that are not all ASCII: English around them would drown what they tell. */
function telling(bytes: Uint8Array): Uint8Array {
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

/** What a wrong encoding makes of words, each sign with the weight of a character of it. */
const SIGNS: readonly (readonly [RegExp, number])[] = [
  // Characters that were never assigned, are private, or stand for what could not be decoded.
  [/[\p{Co}\p{Cn}\ufffd\u0080-\u0084\u0086-\u009f]/gu, 1],
  // Symbols amid a word.
  [/(?<=\p{L})[\p{S}\p{No}\u00a0-\u00bf](?=\p{L})/gu, 1],
  // A capital after a small letter, and words all in capitals.
  [/\p{Ll}(?=\p{Lu})/gu, 1],
  [/\p{Lu}(?=\p{Lu})/gu, 0.3],
  // Letters of two alphabets in one word.
  [/(?<=\p{Script=Latin})[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]/gu, 1],
  [/(?<=[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}])\p{Script=Latin}/gu, 1],
  // Latin words without a plain letter.
  [/[\u00c0-\u024f](?=[\u00c0-\u024f]{2})/gu, 1],
  // Half-width kana, which any byte above 0xa0 becomes.
  [/[\uff61-\uff9f]/gu, 0.5],
];

function disorder(text: string): number {
  const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  if (foreign === 0) return 0;
  const signs = SIGNS.map(([pattern, weight]) => (text.match(pattern)?.length ?? 0) * weight);
  return Math.min(1, signs.reduce((sum, each) => sum + each, 0) / foreign);
}
