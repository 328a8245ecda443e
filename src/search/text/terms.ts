import { stemmer } from 'stemmer';
import * as stopword from 'stopword';
import { plainSpelling } from './chat-spelling.js';
import { measureOf, numberOf, SCALES, scaled, unitSpelling } from './numbers.js';

/** Question words and auxiliaries that the English stop word list lacks. */
const QUESTION_WORDS = ['why', 'whom', 'whose', 'does', 'doing', 'done', 'tell', 'please', 'there', 'any', 'us'];
const STOPWORDS = new Set([...stopword.eng, ...QUESTION_WORDS]);

/** Words, including apostrophes, hyphens, points and commas inside them: `de-mined`, `U.S.`, `42,400`. */
const TOKEN = /[\p{L}\p{N}]+(?:['’.,‐‑-][\p{L}\p{N}]+)*/gu;
/** Scripts written without spaces between words are indexed by pairs of characters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** A word as written, with its index terms. */
export interface Token {
  readonly word: string;
  readonly terms: readonly string[];
}

/**
 * Splits text into tokens with their index terms: folded and stemmed (Porter); compounds also as one word; numbers and units in
 * a common form for all spellings; a number with a scale, such as "2.3 million", also with its full value.
 */
export function tokenize(text: string): Token[] {
  const words = text.replaceAll('\u00AD', '').normalize('NFKC').match(TOKEN) ?? [];
  return words.map((word, at) => ({ word, terms: [...termsOf(word), ...inFull(word, words[at + 1])] }));
}

function inFull(word: string, next: string | undefined): string[] {
  const scale = next === undefined ? undefined : SCALES.get(next.toLowerCase());
  const number = scale && numberOf(word.toLowerCase());
  const full = number && scale && scaled(number, scale);
  return full ? [full] : [];
}

/** All index terms of a text, in order, as stored in the full-text index. */
export function indexTerms(text: string): string[] {
  return tokenize(text).flatMap((token) => token.terms);
}

/**
 * The distinct terms of a question's content words, without function and question words; the terms of all words if there are no
 * content words.
 */
export function queryTerms(question: string): string[] {
  const tokens = tokenize(question);
  const content = tokens.filter(saysSomething);
  return [...new Set((content.length > 0 ? content : tokens).flatMap((token) => token.terms))];
}

/** The content words of a question, as written. */
export function contentWords(question: string): string[] {
  return tokenize(question)
    .filter(saysSomething)
    .map(({ word }) => word);
}

/** A capitalised acronym (`US`, `WHO`) is always a content word. */
function saysSomething({ word }: Token): boolean {
  return isAcronym(word) || !isFunctionWord(word);
}

/** Whether a word has no content of its own, including in chat spelling: "whats", "gonna". */
export function isFunctionWord(word: string): boolean {
  const words = (plainSpelling(word) ?? word).toLowerCase().split(' ');
  return words.every((each) => /n['’]t$/u.test(each) || STOPWORDS.has(each.replace(/['’].*$/u, '')));
}

function termsOf(word: string): string[] {
  const folded = word.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
  if (UNSPACED.test(folded)) return pairs(folded);
  const number = numberOf(folded);
  if (number !== undefined) return [number];
  const measure = measureOf(folded);
  if (measure) return [...(measure.number ? [measure.number] : []), ...measure.unit.map(stem)];
  const bare = folded.replace(/['’]s?$/u, '').replace(/['’]/gu, '');
  if (/^(?:\p{L}\.)+\p{L}$/u.test(bare)) return [bare.replaceAll('.', '')];
  const parts = bare
    .split(/[‐‑-]/u)
    .flatMap((part) => (numberOf(part) === undefined ? part.split(/[.,]/u) : part))
    .filter(Boolean);
  if (parts.length < 2) return parts.map(stem);
  return [stem(parts.join('').replaceAll(',', '')), ...parts.filter((part) => part.length > 1).flatMap(partTerms)];
}

function partTerms(part: string): string[] {
  const number = numberOf(part);
  return number === undefined ? (measureOf(part)?.unit.map(stem) ?? [stem(part)]) : [number];
}

/** Porter's algorithm covers only English; words in other scripts are not stemmed. */
function stem(word: string): string {
  return /^[a-z]+$/.test(word) ? stemmer(unitSpelling(word)) : word;
}

function pairs(word: string): string[] {
  const letters = [...word];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

function isAcronym(word: string): boolean {
  return /^(?:\p{Lu}\.?){2,}$/u.test(word);
}

/** The index terms of a text's content words. */
export function contentTerms(text: string): Set<string> {
  return new Set(indexTerms(contentWords(text).join(' ')));
}
