import { numberOf } from '../text/numbers.js';
import { isFunctionWord } from '../text/terms.js';
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
/** Words before names of things rather than people; an ordinal is part of such a name. */
const TITLED = /(?:(?<!\p{L})(?:the|an?|its|his|her|their|this|that|our|every|each)|\p{N}\p{L}*)[ -]$/iu;
/** Small words between the words of a name. */
const SMALL_WORD = /^(?:of|the|de|del|di|da|von|van|der|bin|al|el|la|le)$/;
const SMALL_INSIDE = /^ (?:of|of the|de|del|di|da|von|van|der|bin|al|el|la|le) $/;

/** A word as the lexicon has it. */
export function wordKey(word: string): string {
  return word.normalize('NFKC').toLowerCase().replaceAll('’', "'").replace(/'s?$/u, '');
}

/** How a word is written inside sentences, but for the beginning of longer names. */
interface Casing {
  lower: number;
  /** Its forms with a capital by itself; at the end of a longer name; and at the end of one with an article. */
  readonly alone: Map<string, number>;
  readonly ending: Map<string, number>;
  readonly titled: Map<string, number>;
}

/** How names of several words are written; `sure` once one of them did not open a sentence. */
interface Run {
  readonly forms: Map<string, number>;
  sure: boolean;
}

/** Counts the words of sentences and titles, and notes which of them are names. */
export class LexiconCollector {
  private readonly words = new Map<string, number>();
  private readonly casing = new Map<string, Casing>();
  private readonly runs = new Map<string, Run>();
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
    let run: { count: number; start: number; end: number; opens: boolean; isTitled: boolean } | undefined;
    for (const [at, { word, start, end }] of tokens.entries()) {
      const isName = isCapitalised(word) && (!isFunctionWord(word) || /^\p{Lu}{2,}$/u.test(word));
      const opens = startsSentence(sentence, start);
      const [before, next] = [tokens[at - 1], tokens[at + 1]];
      const gap = run && sentence.slice(run.end, start);
      const joins = isName && !opens && gap !== undefined && (gap === ' ' || SMALL_INSIDE.test(gap));
      const goesOn = isName && next !== undefined && next.start === end + 1 && isCapitalised(next.word);
      // The capital of a word that opens a sentence says nothing.
      if (!isName && !opens) this.note(word, 'lower');
      else if (!goesOn && joins && run) this.note(word, run.isTitled ? 'titled' : 'ending');
      else if (!goesOn && !opens) this.note(word, 'alone');
      if (joins && run) {
        run = { ...run, count: run.count + 1, end };
        if (run.count <= MOST_IN_NAME) this.noteName(sentence.slice(run.start, end), run.opens);
        if (run.count > 2 && before && isCapitalised(before.word) && before.end === start - 1)
          this.noteName(sentence.slice(before.start, end), false);
      } else if (isName && numberOf(word.toLowerCase()) === undefined)
        run = { count: 1, start, end, opens, isTitled: TITLED.test(sentence.slice(Math.max(0, start - 16), start)) };
      else if (!SMALL_WORD.test(word)) run = undefined;
    }
  }

  collected(): Collected {
    const names = new Map<string, string>();
    for (const [word, casing] of this.casing) if (word.length > 1 && isName(casing)) names.set(word, mostOf(casing));
    for (const [words, { forms, sure }] of this.runs)
      if (sure || !this.isElsewhereLower(words)) names.set(words, mostFrequent(forms));
    return { words: this.words, names, abbreviations: [...this.abbreviations.values()] };
  }

  /** Whether the first word of a name that always opens a sentence is an ordinary one. */
  private isElsewhereLower(name: string): boolean {
    return (this.casing.get(name.slice(0, name.indexOf(' ')))?.lower ?? 0) > 0;
  }

  private note(word: string, as: keyof Casing): void {
    const key = wordKey(word);
    const known = this.casing.get(key) ?? { lower: 0, alone: new Map(), ending: new Map(), titled: new Map() };
    if (as === 'lower') known.lower++;
    else count(known[as], bareForm(word));
    this.casing.set(key, known);
  }

  private noteName(name: string, opens: boolean): void {
    const key = wordKey(name);
    if (key.split(' ').length > MOST_IN_NAME) return;
    const known = this.runs.get(key) ?? { forms: new Map<string, number>(), sure: false };
    count(known.forms, bareForm(name));
    known.sure ||= !opens;
    this.runs.set(key, known);
  }
}

/** A word that mostly has a capital by itself, or is the last of names that have no article, as those of people have none. */
function isName({ lower, alone, ending, titled }: Casing): boolean {
  const [byItself, atEnd, withArticle] = [alone, ending, titled].map(total) as [number, number, number];
  if (byItself > 0) return byItself >= NAME * (byItself + lower);
  return withArticle <= (1 - NAME) * atEnd && atEnd > 0 && lower === 0;
}

function mostOf({ alone, ending }: Casing): string {
  return mostFrequent(alone.size > 0 ? alone : ending);
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, each) => sum + each, 0);
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
function mostFrequent(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))[0]?.[0] ?? '';
}
