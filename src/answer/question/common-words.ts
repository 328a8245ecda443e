import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SMALL_READER } from '../../reader/files.js';
import { ModelUnavailableError } from '../../runtime/errors.js';

const ENDING = /(?:'s|s|es|ed|d|ing|er|ers|ly)$/;
/** Endings before which an "e" is dropped: "bake", "baking". */
const AFTER_E = /^[ei]/;
/** Minimum number of letters in each part of a compound. */
const MIN_PART = 4;

let words: ReadonlySet<string> | undefined;

/**
 * Whether a lower-case word is in the models' vocabulary as a whole: the frequent words of English books and Wikipedia.
 * @throws ModelUnavailableError
 */
export function isCommonWord(word: string): boolean {
  words ??= read();
  return words.has(word);
}

/**
 * Whether a lower-case word is derived from common words: surely, as an inflection of one or a compound of two; or perhaps, as an
 * inflection that drops an "e", which typos such as "enginers" look like too.
 * @throws ModelUnavailableError
 */
export function derivationOf(word: string): 'sure' | 'possible' | undefined {
  const ending = ENDING.exec(word)?.[0];
  const base = ending && word.slice(0, -ending.length);
  if (base && base.length >= MIN_PART && isCommonWord(base)) return 'sure';
  for (let at = MIN_PART; at <= word.length - MIN_PART; at++) {
    if (isCommonWord(word.slice(0, at)) && isCommonWord(word.slice(at))) return 'sure';
  }
  return base && base.length >= MIN_PART && AFTER_E.test(ending) && isCommonWord(`${base}e`) ? 'possible' : undefined;
}

function read(): ReadonlySet<string> {
  const file = path.join(SMALL_READER, 'vocab.txt');
  try {
    return new Set(
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((entry) => /^\p{L}+$/u.test(entry)),
    );
  } catch (cause) {
    throw new ModelUnavailableError(`The models' vocabulary can't be read: ${(cause as Error).message}.`, { cause });
  }
}
