import { isFunctionWord } from '../terms.js';
import { type Abbreviation, abbreviationsIn } from './abbreviations.js';

/** The words of a generation's articles, as they are counted while it is written. */
export interface Collected {
  /** Occurrences of each word, lower-cased. */
  readonly words: ReadonlyMap<string, number>;
  /** Names of up to five words: lower-cased, and as the articles write them most. */
  readonly names: ReadonlyMap<string, string>;
  readonly abbreviations: readonly Abbreviation[];
}

/** Words in a row that are one name at the most. */
const MOST_IN_NAME = 5;
/** Share of a word's occurrences inside sentences from which its capital makes it a name. */
const NAME = 0.6;
/** Share of a sentence's words with a capital from which it is a headline, whose capitals say nothing. */
const HEADLINE = 0.7;
/** Languages that write all nouns with a capital. */
const CAPITALISED_NOUNS = /^(?:de|lb)\b/;

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu;
/** Small words between the words of a name. */
const SMALL_WORD = /^(?:of|the|de|del|di|da|von|van|der|bin|al|el|la|le)$/;
const SMALL_INSIDE = /^ (?:of|of the|de|del|di|da|von|van|der|bin|al|el|la|le) $/;

/** A word as the lexicon has it. */
export function wordKey(word: string): string {
  return word.normalize('NFKC').toLowerCase().replaceAll('’', "'").replace(/'s?$/u, '');
}

interface Casing {
  /** Occurrences inside sentences, and with each capitalised form. */
  all: number;
  readonly forms: Map<string, number>;
}

/** Counts the words of sentences and titles, and notes which of them are names. */
export class LexiconCollector {
  private readonly words = new Map<string, number>();
  private readonly casing = new Map<string, Casing>();
  private readonly runs = new Map<string, Map<string, number>>();
  private readonly abbreviations = new Map<string, Abbreviation>();

  /** A title or heading: its words count, their capitals say nothing. */
  addTitle(title: string): void {
    for (const [word] of title.matchAll(WORD)) count(this.words, wordKey(word));
  }

  addSentence(sentence: string, language: string): void {
    const tokens = [...sentence.matchAll(WORD)].map(({ index, 0: word }) => ({
      word,
      start: index,
      end: index + word.length,
    }));
    for (const { word } of tokens) count(this.words, wordKey(word));
    for (const each of abbreviationsIn(sentence)) {
      this.abbreviations.set(`${each.short.toLowerCase()}\n${each.long.toLowerCase()}`, each);
    }
    const capitals = tokens.filter(({ word }) => isCapitalised(word)).length;
    if (CAPITALISED_NOUNS.test(language) || (tokens.length > 3 && capitals > HEADLINE * tokens.length)) return;
    let run: { count: number; start: number; end: number } | undefined;
    for (const [at, { word, start, end }] of tokens.entries()) {
      const isName = isCapitalised(word) && (!isFunctionWord(word) || /^\p{Lu}{2,}$/u.test(word));
      const opens = startsSentence(sentence, start);
      const [before, next] = [tokens[at - 1], tokens[at + 1]];
      // A word before another one with a capital is part of a longer name; one that opens a sentence has its capital anyway.
      const goesOn = next !== undefined && next.start === end + 1 && isCapitalised(next.word);
      if (!opens && !(isName && goesOn)) this.note(word, isName);
      const gap = run && sentence.slice(run.end, start);
      if (isName && run && gap !== undefined && !opens && (gap === ' ' || SMALL_INSIDE.test(gap))) {
        run = { count: run.count + 1, start: run.start, end };
        this.noteName(sentence.slice(run.start, end));
        if (run.count > 2 && before?.end === start - 1) this.noteName(sentence.slice(before.start, end));
      } else if (isName) run = { count: 1, start, end };
      else if (!SMALL_WORD.test(word)) run = undefined;
    }
  }

  collected(): Collected {
    const names = new Map<string, string>();
    for (const [word, { all, forms }] of this.casing) {
      const capitalised = [...forms.values()].reduce((sum, each) => sum + each, 0);
      if (capitalised >= NAME * all) names.set(word, mostOf(forms));
    }
    for (const [words, forms] of this.runs) names.set(words, mostOf(forms));
    return { words: this.words, names, abbreviations: [...this.abbreviations.values()] };
  }

  private note(word: string, isName: boolean): void {
    const key = wordKey(word);
    const known = this.casing.get(key) ?? { all: 0, forms: new Map() };
    known.all++;
    if (isName) count(known.forms, bareForm(word));
    this.casing.set(key, known);
  }

  private noteName(name: string): void {
    const key = wordKey(name);
    if (key.split(' ').length > MOST_IN_NAME) return;
    const forms = this.runs.get(key) ?? new Map<string, number>();
    count(forms, bareForm(name));
    this.runs.set(key, forms);
  }
}

function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word) || /^\p{Ll}{1,2}\p{Lu}/u.test(word);
}

function bareForm(name: string): string {
  return name.replaceAll('’', "'").replace(/'s?$/u, '');
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?:]["”’)]?\s+)["“‘(]*$/u.test(text.slice(Math.max(0, at - 12), at));
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The most frequent; of several the first in the alphabet, so that two runs give the same. */
function mostOf(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))[0]?.[0] ?? '';
}
