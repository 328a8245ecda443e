import { seeded } from '../../../src/calibration/random.js';
import type { CutArticle } from '../../../src/library/indexing/write-generation.js';

/** The share of longer words that a variant replaces. */
const EXCHANGED = 0.4;
const LONGER = /\p{L}{4,}/gu;
/** The length of the noise added to a unit vector: the result has a cosine of .86 with the original. */
const NOISE = 0.6;

/**
 * Generates articles similar to the given ones. Words are replaced by others of the same length, drawn as often as the articles use
 * them, so that term frequencies and offsets stay the same.
 */
export function variantsOf(
  articles: readonly CutArticle[],
  seed: number,
): (original: CutArticle, id: string) => CutArticle {
  const random = seeded(seed);
  const byLength = new Map<number, string[]>();
  for (const [word] of articles.flatMap(({ article }) => [...article.text.matchAll(LONGER)])) {
    const same = byLength.get(word.length);
    if (same) same.push(word);
    else byLength.set(word.length, [word]);
  }
  const exchanged = (word: string) => {
    const same = byLength.get(word.length) ?? [];
    return (random() < EXCHANGED && same[Math.floor(random() * same.length)]) || word;
  };
  return ({ article, passages }, id) => {
    return { article: { ...article, id, text: article.text.replace(LONGER, exchanged) }, passages };
  };
}

/** Unit vectors near the given ones, each a seeded step away. */
export function noisy(seed: number): (vector: Float32Array) => Float32Array {
  const random = seeded(seed);
  return (vector) => {
    // A uniform component has a variance of 1 ⁄ 12.
    const step = NOISE * Math.sqrt(12 / vector.length);
    const moved = vector.map((value) => value + step * (random() - 0.5));
    const length = Math.sqrt(moved.reduce((sum, value) => sum + value * value, 0));
    return moved.map((value) => value / length);
  };
}
