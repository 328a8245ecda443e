/** Words in a shingle: with fewer, any two texts share some; with more, an edited word costs too many. */
const WIDTH = 5;
/** Scripts written without spaces: each character is a word. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const WORD = new RegExp(`[${UNSPACED}]|[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]+`, 'gv');

/** The words of a text in lower case, independent of typesetting, hyphenation and punctuation. */
export function plainWords(text: string): string[] {
  return text.replaceAll('\u00AD', '').normalize('NFKC').toLowerCase().match(WORD) ?? [];
}

/** The distinct shingles of some words, as ascending 32-bit hashes. */
export function shinglesOf(words: readonly string[]): Uint32Array {
  const hashes = words.map(hashOf);
  const shingles = new Set<number>();
  for (let at = 0; at + WIDTH <= hashes.length; at++) {
    let hash = 0;
    for (let next = at; next < at + WIDTH; next++) hash = mixed(Math.imul(hash, 31) + (hashes[next] ?? 0));
    shingles.add(hash >>> 0);
  }
  return Uint32Array.from(shingles).sort();
}

/** How many values two ascending lists have in common. */
export function shared(one: Uint32Array, other: Uint32Array): number {
  let [count, ours, theirs] = [0, 0, 0];
  while (ours < one.length && theirs < other.length) {
    const [a, b] = [one[ours] ?? 0, other[theirs] ?? 0];
    if (a === b) count++;
    if (a <= b) ours++;
    if (b <= a) theirs++;
  }
  return count;
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01_00_01_93);
  return mixed(hash);
}

/** The finalizer of MurmurHash3 (Appleby), which lets every bit count. */
export function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return hash ^ (hash >>> 16);
}
