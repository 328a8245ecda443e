import { createHash } from 'node:crypto';
import { parseUrl } from '../runtime/urls.js';
import { markdownBlocks } from './formats/markdown.js';
import { plainBlocks } from './formats/plain.js';
import type { Article, ArticleMeta, Block } from './model/article.js';
import { type Draft, isQuotable } from './model/draft.js';
import type { RawArticle } from './model/raw-article.js';
import { type Joined, joinBlocks } from './text/blocks.js';
import { markBylines } from './text/bylines.js';
import { isoDate } from './text/dates.js';
import { joinsOf } from './text/joins.js';
import { languageOf } from './text/language.js';
import { cutAtWord, normaliseLine, normaliseText } from './text/normalise.js';
import { markBoilerplate, markHeadings, markTitle } from './text/structure.js';

const TITLE_MAX = 300;
const FIRST_WORDS = 90;
const NAME_MAX = 200;

/**
 * Fixes the article's text for good, finds its blocks, title, date and source, and marks boilerplate. Never changes a word and
 * never fails; an article without anything to quote has no quotable blocks.
 */
export function cleanArticle(raw: RawArticle): Article {
  const { text, drafts, pages } = raw.format === 'blocks' ? joinBlocks(raw.blocks) : cut(raw);
  const given = oneLine(raw.title, TITLE_MAX);
  const found = drafts.length > 1 ? markAll(drafts, raw.format, given) : {};
  const blocks = numbered(drafts);
  // In Markdown, a line end is equivalent to a space.
  const prose = raw.format === 'markdown' ? [] : blocks.filter(({ kind }) => kind !== 'code' && isQuotable(kind));
  const joins = joinsOf(text, prose);
  const title = given ?? found.title ?? firstWords(drafts) ?? raw.id;
  const meta = metaOf(
    raw,
    found,
    drafts
      .map((draft) => draft.words)
      .join(' ')
      .slice(0, 8000),
  );
  const contentHash = createHash('sha256')
    .update(JSON.stringify([text, title, meta, blocks, ...(pages || joins.length > 0 ? [pages ?? null, joins] : [])]))
    .digest('hex');
  const marks = { ...(pages && { pages }), ...(joins.length > 0 && { joins }) };
  return { id: raw.id, title, text, contentHash, meta, blocks, ...marks };
}

function cut(raw: RawArticle & { readonly format: 'plain' | 'markdown' }): Joined {
  const text = normaliseText(raw.text);
  return { text, drafts: raw.format === 'markdown' ? markdownBlocks(text) : plainBlocks(text) };
}

type Found = ReturnType<typeof markBylines> & { title?: string | undefined };

/** Marking compares a block with its neighbours, so a text with a single block stays quotable. */
function markAll(drafts: Draft[], format: RawArticle['format'], given: string | undefined): Found {
  markBoilerplate(drafts);
  const bylines = markBylines(drafts);
  const title = markTitle(drafts, given);
  if (format === 'plain') markHeadings(drafts);
  return { ...bylines, title: oneLine(title, TITLE_MAX) };
}

function numbered(drafts: readonly Draft[]): Block[] {
  let count = 0;
  return drafts.map(({ kind, start, end }) => ({ start, end, kind, paragraph: isQuotable(kind) ? ++count : 0 }));
}

function firstWords(drafts: readonly Draft[]): string | undefined {
  const first = drafts.find(({ kind }) => isQuotable(kind)) ?? drafts[0];
  return first && cutAtWord(first.words.replace(/\s+/g, ' '), FIRST_WORDS);
}

function metaOf(raw: RawArticle, found: Found, words: string): ArticleMeta {
  const publisher = oneLine(raw.publisher, NAME_MAX) ?? found.publisher;
  const author = oneLine(raw.author, NAME_MAX) ?? found.author;
  const publishedAt = (raw.publishedAt && isoDate(raw.publishedAt)) || found.publishedAt;
  const url = httpUrl(raw.url);
  return {
    ...(publisher && { publisher }),
    ...(author && { author }),
    ...(publishedAt && { publishedAt }),
    ...(url && { url }),
    language: languageOf(raw.language, words),
    ...(raw.collection && { collection: raw.collection }),
  };
}

function oneLine(raw: string | undefined, limit: number): string | undefined {
  return cutAtWord(normaliseLine(raw ?? ''), limit) || undefined;
}

function httpUrl(raw: string | undefined): string | undefined {
  const url = parseUrl(raw?.trim() ?? '');
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : undefined;
}
