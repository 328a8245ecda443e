import type { Article, Span } from '../../article/model/article.js';
import { isQuotable } from '../../article/model/draft.js';
import { asRead } from '../../article/text/joins.js';
import type { PassageStore } from '../../search/ports.js';
import { indexTerms, queryTerms } from '../../search/text/terms.js';
import { type Word, wordsIn } from './words.js';

/** Number of words in a run that is looked up, and maximum number of runs of a long text. */
const RUN = 3;
const MAX_RUNS = 60;
/** Maximum numbers of passages found by runs and by single words, of terms in a search by words, and of windows examined. */
const BY_RUNS = 24;
const BY_WORDS = 8;
const MAX_TERMS = 60;
const MAX_WINDOWS = 12;
/** UTF-16 units added on either side of a passage, in addition to the length of the given text. */
const MARGIN = 200;

/** Part of an article that may contain the given text, with its quotable words. */
export interface Window {
  readonly article: Article;
  readonly words: readonly Word[];
}

/** Parts of articles that share runs of words with `given`, the words of `text`; most likely first. */
export function windowsFor(
  text: string,
  given: readonly Word[],
  store: PassageStore,
  among?: ReadonlySet<number>,
): Window[] {
  const byRuns = store.searchRuns(runsOf(text, given), BY_RUNS, among);
  const terms = queryTerms(text);
  const byWords = terms.length > MAX_TERMS ? [] : store.searchPassages(terms, BY_WORDS, among);
  const ids = new Set([...byRuns, ...byWords].map(({ id }) => id));
  const spans = new Map<string, Span[]>();
  for (const { articleId, start, end } of store.passages([...ids])) {
    const room = text.length + MARGIN;
    const known = spans.get(articleId) ?? [];
    spans.set(articleId, merged([...known, { start: start - room, end: end + room }]));
  }
  return [...spans].slice(0, MAX_WINDOWS).flatMap(([id, windows]) => {
    const article = store.article(id);
    return article ? windows.map((span) => ({ article, words: quotableWords(article, span) })) : [];
  });
}

/** The terms of runs of consecutive words, spread evenly over a long text. */
function runsOf(text: string, words: readonly Word[]): string[][] {
  const count = Math.max(1, words.length - RUN + 1);
  const step = Math.max(1, count / MAX_RUNS);
  const runs: string[][] = [];
  for (let at = 0; at < count; at += step) {
    const run = words.slice(Math.floor(at), Math.floor(at) + RUN);
    const [first, last] = [run[0], run.at(-1)];
    if (first && last) runs.push(indexTerms(text.slice(first.start, last.end)));
  }
  return runs.filter((terms) => terms.length > 0);
}

function quotableWords(article: Article, { start, end }: Span): Word[] {
  const text = asRead(article);
  return article.blocks
    .filter((block) => isQuotable(block.kind) && block.end > start && block.start < end)
    .flatMap((block) =>
      wordsIn(text, {
        start: wordEdge(text, block.start, start),
        end: Math.min(block.end, Math.max(end, block.start)),
      }),
    );
}

/** Where to start so that no word is cut: the block's start, or the first white space at or after `wanted`. */
function wordEdge(text: string, blockStart: number, wanted: number): number {
  if (wanted <= blockStart) return blockStart;
  const space = text.slice(wanted, wanted + MARGIN).search(/\s/u);
  return space < 0 ? wanted : wanted + space;
}

/** Spans of one article, with overlapping ones merged at the position of the first. */
function merged(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const at = all.findIndex((other) => other.start <= span.end && span.start <= other.end);
    const other = all[at];
    if (!other) all.push(span);
    else all[at] = { start: Math.min(other.start, span.start), end: Math.max(other.end, span.end) };
  }
  return all.length < spans.length ? merged(all) : all;
}
