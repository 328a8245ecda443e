import { setImmediate as nextTurnOfEventLoop } from 'node:timers/promises';
import { cutAtWord } from '../../article/text/normalise.js';
import { QuestionError } from '../../runtime/errors.js';
import type { StoredSummary } from '../../search/ports.js';
import { contentWords } from '../../search/text/terms.js';
import { answer } from '../ask.js';
import { NO_FILTERS, scopeOf } from '../question/filters.js';
import type { Quote } from '../quoting/answer.js';
import type { Models, Searchable } from '../rank-sentences.js';
import type { Found, Match } from './found.js';
import { matchOf } from './match.js';
import { partsOf } from './parts.js';
import { wordsIn } from './words.js';

/** Longest text, in UTF-16 units: the longest that a message can have. */
export const LONGEST_TEXT = 4_000;
/** Maximum numbers of matches or quotes shown for a text, and of sentences that related quotes are searched for. */
const MAX_SHOWN = 3;
const MAX_SEARCHED = 4;
/** A match of the whole text wins if it has this many times as many words in common with an article as its quotations do. */
const MUCH_MORE = 1.25;
/** A sentence with fewer content words makes no claim that could be searched for. */
const MIN_CONTENT = 2;
/** How much of a sentence, in UTF-16 units, is searched for. */
const LONGEST_CLAIM = 400;

interface LocateOptions {
  /** Which articles may be quoted; all if omitted. */
  readonly among?: (article: StoredSummary) => boolean;
  readonly signal?: AbortSignal;
}

/**
 * What the articles of one generation say about a text: its quotations, the whole text or its sentences, word for word or
 * nearly so. If none of these is found, the quotes closest to its sentences.
 * @throws QuestionError when the text has no words or is too long.
 */
export async function locate(
  text: string,
  searchable: Searchable,
  models: Models,
  { among, signal }: LocateOptions = {},
): Promise<Found> {
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new QuestionError('The text has no words to search for.', 'questionWordless');
  }
  if (text.length > LONGEST_TEXT) {
    const fields = { length: text.length, most: LONGEST_TEXT };
    const message = `That text has ${fields.length} characters; I can search for up to ${fields.most}.`;
    throw new QuestionError(message, 'questionTooLong', fields);
  }
  const { store } = searchable;
  const scope = scopeOf(NO_FILTERS, () => store.summaries(), among);
  const within = scope && store.passageIdsWithin(scope);
  const { quoted, whole, sentences } = partsOf(text);
  const numberOf = numbering();
  const matchesOf = async (parts: readonly string[]): Promise<Match[]> => {
    const matches: Match[] = [];
    for (const part of parts) {
      // Each match takes some milliseconds of this thread; other work gets its turn in between.
      await nextTurnOfEventLoop(undefined, signal && { signal });
      const match = matches.length < MAX_SHOWN && matchOf(part, store, numberOf, within);
      if (match) matches.push(match);
    }
    return matches;
  };
  // The whole text wins if it matches more than its quotations: a changed word next to a true quotation must not go unnoticed.
  const [inside, all] = [await matchesOf(quoted), await matchesOf([whole])];
  const asQuoted = agreeing(all) > MUCH_MORE * agreeing(inside) ? all : inside;
  const [first, ...rest] = asQuoted.length > 0 ? asQuoted : await matchesOf(sentences);
  if (first) return { kind: 'found', matches: [first, ...rest] };
  return related(sentences.length > 0 ? sentences : [whole], searchable, models, {
    ...(among && { among }),
    ...(signal && { signal }),
  });
}

/** The best quotes for each sentence, highest confidence first. */
async function related(
  sentences: readonly string[],
  searchable: Searchable,
  models: Models,
  options: LocateOptions,
): Promise<Found> {
  const found: { quote: Quote; confidence: number }[] = [];
  const claims = sentences.filter((sentence) => contentWords(sentence).length >= MIN_CONTENT);
  for (const sentence of claims.slice(0, MAX_SEARCHED)) {
    const claim = cutAtWord(sentence, LONGEST_CLAIM);
    const { quotes, confidence } = await answer(claim, searchable, models, { ...options, most: 2 });
    found.push(...quotes.map((quote) => ({ quote, confidence: confidence * quote.score })));
  }
  found.sort((one, other) => other.confidence - one.confidence);
  const numberOf = numbering();
  const shown: Quote[] = [];
  // Marks would suggest an answer, but nothing was asked. Other articles with the same claim are not shown either.
  for (const { marks: _, also: __, ...quote } of found.map((each) => each.quote)) {
    const isNew = shown.every((other) => other.articleId !== quote.articleId || !overlap(other, quote));
    if (!isNew || shown.length === MAX_SHOWN) continue;
    shown.push({ ...quote, citation: { ...quote.citation, number: numberOf(quote.articleId) } });
  }
  const [first, ...rest] = shown;
  return first ? { kind: 'related', quotes: [first, ...rest] } : { kind: 'nothing' };
}

/** How many of the given words the articles have. */
function agreeing(matches: readonly Match[]): number {
  return matches.reduce((sum, { given, struck }) => {
    const away = struck.reduce((count, span) => count + wordsIn(given, span).length, 0);
    return sum + wordsIn(given).length - away;
  }, 0);
}

function overlap(one: Quote, other: Quote): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Numbers articles in order of first appearance, starting at 1. */
function numbering(): (articleId: string) => number {
  const numbers = new Map<string, number>();
  return (id) => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return number;
  };
}
