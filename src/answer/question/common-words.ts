import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SMALL_READER } from '../../reader/files.js';
import { ModelUnavailableError } from '../../runtime/errors.js';

const ENDING = /(?:'s|s|es|ed|d|ing|er|ers|ly)$/;
/** Letters of each part of a word that is put together from two. */
const LEAST_PART = 4;

let words: ReadonlySet<string> | undefined;

/**
 * Whether a word, lower-cased, is whole in the models' vocabulary: the frequent words of English books and Wikipedia.
 * @throws ModelUnavailableError
 */
export function isCommonWord(word: string): boolean {
  words ??= read();
  return words.has(word);
}

/** Whether a word, lower-cased, is an inflection of such a word, or put together from two. @throws ModelUnavailableError */
export function isDerivedWord(word: string): boolean {
  const ending = ENDING.exec(word)?.[0];
  const base = ending && word.slice(0, -ending.length);
  if (base && base.length >= LEAST_PART && (isCommonWord(base) || isCommonWord(`${base}e`))) return true;
  for (let at = LEAST_PART; at <= word.length - LEAST_PART; at++) {
    if (isCommonWord(word.slice(0, at)) && isCommonWord(word.slice(at))) return true;
  }
  return false;
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
