import { stemmer } from 'stemmer';
import * as stopword from 'stopword';
import { plainSpelling } from './chat-spelling.js';
import { measureOf, numberOf, SCALES, scaled, unitSpelling } from './numbers.js';

/** Question words and auxiliaries that the English list leaves out. */
const QUESTION_WORDS = ['why', 'whom', 'whose', 'does', 'doing', 'done', 'tell', 'please', 'there', 'any', 'us'];
const STOPWORDS = new Set([...stopword.eng, ...QUESTION_WORDS]);

/** Words with inner apostrophes, hyphens, points and commas, as far as those join them: `de-mined`, `U.S.`, `42,400`. */
const TOKEN = /[\p{L}\p{N}]+(?:['’.,‐‑-][\p{L}\p{N}]+)*/gu;
/** Scripts written without spaces between words: looked up by pairs of characters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** A word as it stands, and the terms it is found by. */
export interface Token {
  readonly word: string;
  readonly terms: readonly string[];
}

/**
 * Splits text into tokens with their index terms: folded, stemmed (Porter), compounds also whole; numbers and units as all
 * ways of writing them, and a number with a scale behind it, such as "2.3 million", also in full.
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

/** All index terms of a text, in order; what is put into the full-text index. */
export function indexTerms(text: string): string[] {
  return tokenize(text).flatMap((token) => token.terms);
}

/**
 * The distinct terms of a question that say what it is about: no function words and no question words, unless there is
 * nothing else.
 */
export function queryTerms(question: string): string[] {
  const tokens = tokenize(question);
  const content = tokens.filter(saysSomething);
  return [...new Set((content.length > 0 ? content : tokens).flatMap((token) => token.terms))];
}

/** The words of a question that say what it is about, as they stand in it. */
export function contentWords(question: string): string[] {
  return tokenize(question)
    .filter(saysSomething)
    .map(({ word }) => word);
}

/** An acronym in capitals (`US`, `WHO`) is never taken for a function word. */
function saysSomething({ word }: Token): boolean {
  return isAcronym(word) || !isFunctionWord(word);
}

/** Whether a word says nothing by itself, also as it is spelt in chats: "whats", "gonna". */
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

/** Porter's algorithm knows English only; words in other letters stay whole. */
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
