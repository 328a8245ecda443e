import { francAll } from 'franc-min';

/** Guesses for shorter texts in Latin script are too often wrong. */
const MIN_LETTERS = 120;
/** If the runner-up scores higher than this, 0 to 1, the guess is unsure. */
const RUNNER_UP = 0.98;
const FALLBACK = 'en';

/** The given language as a BCP 47 tag (`eng` and `en_US` become `en` and `en-US`), otherwise the detected one, otherwise `en`. */
export function languageOf(given: string | undefined, text: string): string {
  return (given && canonical(given.trim().replaceAll('_', '-'))) || detect(text);
}

function detect(text: string): string {
  const sample = text.slice(0, 4000);
  const letters = sample.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => letter < '\u0250').length * 2 > letters.length;
  if (latin && letters.length < MIN_LETTERS) return FALLBACK;
  const [best, second] = francAll(sample);
  if (!best || best[0] === 'und' || (second && second[1] > RUNNER_UP)) return FALLBACK;
  return canonical(best[0]) ?? FALLBACK;
}

/** A language tag in canonical form (`eng` becomes `en`); undefined if invalid. */
export function canonical(tag: string): string | undefined {
  if (!/^[a-z]{2,3}(?:-|$)/i.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
