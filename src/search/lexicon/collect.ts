import { numberOf } from '../text/numbers.js';
import { isFunctionWord } from '../text/terms.js';
import { type Abbreviation, abbreviationsIn } from './abbreviations.js';

/** The words of a generation's articles, counted while it is written. */
export interface Collected {
  /** Number of occurrences of each lower-case word, and of each compound with hyphens. */
  readonly words: ReadonlyMap<string, number>;
  /** Names of up to five words: lower-case form to the articles' most frequent form. */
  readonly names: ReadonlyMap<string, string>;
  readonly abbreviations: readonly Abbreviation[];
}

/** Maximum number of words in a name. */
const MAX_IN_NAME = 5;
/** A word is a name if at least this share of its occurrences inside sentences is capitalised. */
const NAME = 0.6;
/** A sentence with a larger share of capitalised words is a headline, whose capitals are ignored. */
const HEADLINE = 0.7;
/** Languages that capitalise all nouns. */
const CAPITALISED_NOUNS = /^(?:de|lb)\b/;

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu;
const COMPOUND = /(?<![\p{L}\p{M}])\p{L}[\p{L}\p{M}]*(?:[‐‑-]\p{L}[\p{L}\p{M}]*)+/gu;
/** What precedes names of things rather than of people. Ordinals are part of such names. */
const TITLED = /(?:(?<!\p{L})(?:the|an?|its|his|her|their|this|that|our|every|each)|\p{N}\p{L}*)[ -]$/iu;
/** Particles between the words of a name. */
const SMALL_WORD = /^(?:of|the|de|del|di|da|von|van|der|bin|al|el|la|le)$/;
const SMALL_INSIDE = /^ (?:of|of the|de|del|di|da|von|van|der|bin|al|el|la|le) $/;

/** The lexicon's key for a word. */
export function wordKey(word: string): string {
  return word.normalize('NFKC').toLowerCase().replaceAll('’', "'").replace(/[‐‑]/gu, '-').replace(/'s?$/u, '');
}

/** How a word is written inside sentences, except at the start of longer names. */
interface Casing {
  lower: number;
  /** Counts of its capitalised forms: by itself, at the end of a longer name, at the end of a name with an article. */
  readonly alone: Map<string, number>;
  readonly ending: Map<string, number>;
  readonly titled: Map<string, number>;
}

/** How a name of several words is written; `sure` once it occurred other than at the start of a sentence. */
interface Run {
  readonly forms: Map<string, number>;
  sure: boolean;
}

/** Counts the words of sentences and titles, and finds out which of them are names. */
export class LexiconCollector {
  private readonly words = new Map<string, number>();
  private readonly casing = new Map<string, Casing>();
  private readonly runs = new Map<string, Run>();
  private readonly abbreviations = new Map<string, Abbreviation>();

  /** Adds a title or heading: its words are counted, its capitals are ignored. */
  addTitle(title: string): void {
    this.countWords(title);
  }

  addSentence(sentence: string, language: string): void {
    const tokens = [...sentence.matchAll(WORD)].map(({ index, 0: word }) => ({
      word,
      start: index,
      end: index + word.length,
    }));
    this.countWords(sentence);
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
      // The capital of a sentence's first word is not evidence.
      if (!isName && !opens) this.note(word, 'lower');
      else if (!goesOn && joins && run) this.note(word, run.isTitled ? 'titled' : 'ending');
      else if (!goesOn && !opens) this.note(word, 'alone');
      if (joins && run) {
        run = { ...run, count: run.count + 1, end };
        if (run.count <= MAX_IN_NAME) this.noteName(sentence.slice(run.start, end), run.opens);
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

  /** Whether the first word of a name that always starts a sentence also occurs in lower case. */
  private isElsewhereLower(name: string): boolean {
    return (this.casing.get(name.slice(0, name.indexOf(' ')))?.lower ?? 0) > 0;
  }

  private countWords(text: string): void {
    for (const pattern of [WORD, COMPOUND])
      for (const [word] of text.matchAll(pattern)) count(this.words, wordKey(word));
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
    if (key.split(' ').length > MAX_IN_NAME) return;
    const known = this.runs.get(key) ?? { forms: new Map<string, number>(), sure: false };
    count(known.forms, bareForm(name));
    known.sure ||= !opens;
    this.runs.set(key, known);
  }
}

/** A word that is mostly capitalised by itself, or ends names without an article, as names of people do. */
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

/** The most frequent form; among equals, the first alphabetically, so that the result is deterministic. */
function mostFrequent(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))[0]?.[0] ?? '';
}
