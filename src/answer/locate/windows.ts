import type { Article, Span } from '../../article/model/article.js';
import { isQuotable } from '../../article/model/draft.js';
import { asRead } from '../../article/text/joins.js';
import type { PassageStore } from '../../search/ports.js';
import { indexTerms, queryTerms } from '../../search/text/terms.js';
import { type Word, wordsIn } from './words.js';

/** Words of a run that is looked up, and how many runs of a long text are. */
const RUN = 3;
const MOST_RUNS = 60;
/** Passages found by runs of words, and by words alone, which a text with more terms does without; then the stretches looked into. */
const BY_RUNS = 24;
const BY_WORDS = 8;
const MOST_TERMS = 60;
const MOST_WINDOWS = 12;
/** UTF-16 units on either side of a passage, beside the length of what is looked for. */
const MARGIN = 200;

/** A stretch of an article that may hold what is looked for, with the words of it that may be quoted. */
export interface Window {
  readonly article: Article;
  readonly words: readonly Word[];
}

/** Stretches of articles that have runs of words in common with `given`, which are cut from `text`, the likeliest first. */
export function windowsFor(
  text: string,
  given: readonly Word[],
  store: PassageStore,
  among?: ReadonlySet<number>,
): Window[] {
  const byRuns = store.searchRuns(runsOf(text, given), BY_RUNS, among);
  const terms = queryTerms(text);
  const byWords = terms.length > MOST_TERMS ? [] : store.searchPassages(terms, BY_WORDS, among);
  const ids = new Set([...byRuns, ...byWords].map(({ id }) => id));
  const spans = new Map<string, Span[]>();
  for (const { articleId, start, end } of store.passages([...ids])) {
    const room = text.length + MARGIN;
    const known = spans.get(articleId) ?? [];
    spans.set(articleId, merged([...known, { start: start - room, end: end + room }]));
  }
  return [...spans].slice(0, MOST_WINDOWS).flatMap(([id, windows]) => {
    const article = store.article(id);
    return article ? windows.map((span) => ({ article, words: quotableWords(article, span) })) : [];
  });
}

/** Terms of words that follow one another, evenly over a long text. */
function runsOf(text: string, words: readonly Word[]): string[][] {
  const count = Math.max(1, words.length - RUN + 1);
  const step = Math.max(1, count / MOST_RUNS);
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

/** Where to begin, so that no word is cut: the block's start, or after the first white space from `wanted` on. */
function wordEdge(text: string, blockStart: number, wanted: number): number {
  if (wanted <= blockStart) return blockStart;
  const space = text.slice(wanted, wanted + MARGIN).search(/\s/u);
  return space < 0 ? wanted : wanted + space;
}

/** Spans of one article, those that overlap as one, in the place of the first. */
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
