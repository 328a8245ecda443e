import Database from 'better-sqlite3';
import type { Article, ArticleMeta } from '../../article/model/article.js';
import { registerErrors } from '../../runtime/error-codec.js';
import { lexiconOf } from '../lexicon/sqlite-lexicon.js';
import type { Hit, PassageStore, Scope, SentenceHit, StoredPassage, StoredSentence, StoredSummary } from '../ports.js';
import { holdsPhrase } from '../text/phrase.js';
import { indexTerms } from '../text/terms.js';
import { rowChecksum } from './row-checksum.js';

interface ArticleRow {
  key: string;
  title: string;
  text: string;
  hash: string;
  meta: string;
  blocks: string;
  pages: string | null;
  joins: string | null;
  passages: number;
  copies: number | null;
  checksum: Buffer;
}

type SummaryRow = Pick<ArticleRow, 'key' | 'title' | 'hash' | 'meta' | 'passages' | 'copies'>;

/** An article's row does not match its checksum, although the file was intact when it was opened. */
export class DamagedArticleError extends Error {
  constructor(readonly articleId: string) {
    super(`the article ${articleId} does not match its checksum`);
    this.name = 'DamagedArticleError';
  }
}
registerErrors(DamagedArticleError);

type SentenceRow = Omit<StoredSentence, 'same'> & { same: number | null };

/** Opens a finished store read-only. BM25 is FTS5's, with k1 1.2 and b 0.75; SQLite returns it negated. */
export function openStore(file: string): PassageStore {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  const selectSummaries = db.prepare<[], SummaryRow>(
    'SELECT key, title, hash, meta, passages, copies FROM articles ORDER BY title COLLATE NOCASE, key',
  );
  const selectArticle = db.prepare<[string], ArticleRow>(
    'SELECT key, title, text, hash, meta, blocks, pages, joins, passages, copies, checksum FROM articles WHERE key = ?',
  );
  const selectPassage = db.prepare<[number], Omit<StoredPassage, 'sentences' | 'heading'> & { heading: string | null }>(
    'SELECT p.id, a.key AS articleId, a.title, start, end, heading FROM passages p JOIN articles a ON a.id = p.article WHERE p.id = ?',
  );
  const selectSentences = db.prepare<[number], Omit<SentenceRow, 'articleId'>>(
    'SELECT id, passage AS passageId, start, end, paragraph, text, vector, same FROM sentences WHERE passage = ? ORDER BY id',
  );
  const selectVectors = db.prepare<[number], Buffer>('SELECT vector FROM sentences WHERE passage = ?').pluck();
  const selectSame = db.prepare<[number], SentenceRow & { heading: string | null }>(
    `SELECT s.id, s.passage AS passageId, s.start, s.end, s.paragraph, s.text, s.vector, s.same, p.heading, a.key AS articleId
     FROM sentences s JOIN passages p ON p.id = s.passage JOIN articles a ON a.id = p.article WHERE s.same = ? ORDER BY s.id`,
  );
  const matchPassages = db.prepare<[string, number], Hit>(
    'SELECT rowid AS id, -bm25(passage_terms, 1.0, 0.5) AS score FROM passage_terms WHERE passage_terms MATCH ? ORDER BY score DESC, rowid LIMIT ?',
  );
  const matchSentences = db.prepare<[string, number], SentenceHit>(
    `SELECT s.id, s.passage AS passageId, hit.score FROM (
       SELECT rowid, -bm25(sentence_terms) AS score FROM sentence_terms WHERE sentence_terms MATCH ?
       ORDER BY score DESC, rowid LIMIT ?) AS hit JOIN sentences s ON s.id = hit.rowid ORDER BY hit.score DESC, s.id`,
  );
  const matchPassagesAmong = db.prepare<[string, string, number], Hit>(
    `SELECT rowid AS id, -bm25(passage_terms, 1.0, 0.5) AS score FROM passage_terms
     WHERE passage_terms MATCH ? AND rowid IN (SELECT value FROM json_each(?)) ORDER BY score DESC, rowid LIMIT ?`,
  );
  const matchSentencesAmong = db.prepare<[string, string, number], SentenceHit>(
    `SELECT s.id, s.passage AS passageId, -bm25(sentence_terms) AS score
     FROM sentence_terms JOIN sentences s ON s.id = sentence_terms.rowid
     WHERE sentence_terms MATCH ? AND s.passage IN (SELECT value FROM json_each(?)) ORDER BY score DESC, s.id LIMIT ?`,
  );
  const selectIdsIn = db.prepare<[string], { id: number }>(
    'SELECT p.id FROM passages p JOIN articles a ON a.id = p.article WHERE a.key IN (SELECT value FROM json_each(?))',
  );
  const selectTextsMatching = db.prepare<[string], { id: number; text: string }>(
    `SELECT passage AS id, group_concat(text, ' ') AS text FROM (
       SELECT passage, text FROM sentences
       WHERE passage IN (SELECT rowid FROM passage_terms WHERE passage_terms MATCH ?) ORDER BY id) GROUP BY passage`,
  );
  const selectFrequency = db.prepare<[string], { doc: number }>('SELECT doc FROM sentence_vocabulary WHERE term = ?');
  const count = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM sentences').get()?.count ?? 0;

  return {
    sentenceCount: count,
    summaries: () => selectSummaries.all().map(toSummary),
    article(id) {
      const row = selectArticle.get(id);
      return row && toArticle(row);
    },
    passages: (ids) =>
      ids.flatMap((id) => {
        const row = selectPassage.get(id);
        if (!row) return [];
        const { heading, ...rest } = row;
        const sentences = selectSentences.all(id).map((each) => toSentence({ ...each, articleId: row.articleId }));
        return [{ ...rest, ...(heading && { heading }), sentences }];
      }),
    sentenceVectors: (passageIds) =>
      passageIds.flatMap((passageId) => {
        const vectors = selectVectors.all(passageId);
        return vectors.length > 0 ? [{ passageId, vectors }] : [];
      }),
    sentencesLike: (same) =>
      selectSame.all(same).map(({ heading, ...row }) => ({ sentence: toSentence(row), ...(heading && { heading }) })),
    passageIdsWithin({ articles, phrases }: Scope) {
      const inArticles = articles && new Set(selectIdsIn.all(JSON.stringify(articles)).map(({ id }) => id));
      const matching = phrases.length > 0 ? selectTextsMatching.all(allPhrases(phrases)) : [];
      if (inArticles && phrases.length === 0) return inArticles;
      const holding = matching.filter(({ text }) => phrases.every((phrase) => holdsPhrase(text, phrase)));
      return new Set(holding.flatMap(({ id }) => (!inArticles || inArticles.has(id) ? [id] : [])));
    },
    searchPassages(terms, limit, among) {
      if (terms.length === 0) return [];
      if (!among) return matchPassages.all(anyOf(terms), limit);
      return matchPassagesAmong.all(anyOf(terms), JSON.stringify([...among]), limit);
    },
    searchRuns(runs, limit, among) {
      if (runs.length === 0) return [];
      const wanted = `body : (${runs.map(inARow).join(' OR ')})`;
      if (!among) return matchPassages.all(wanted, limit);
      return matchPassagesAmong.all(wanted, JSON.stringify([...among]), limit);
    },
    searchSentences(terms, limit, among) {
      if (terms.length === 0) return [];
      if (!among) return matchSentences.all(anyOf(terms), limit);
      return matchSentencesAmong.all(anyOf(terms), JSON.stringify([...among]), limit);
    },
    lexicon: lexiconOf(db),
    sentenceFrequency: (term) => selectFrequency.get(term)?.doc ?? 0,
    close: () => db.close(),
  };
}

/** Terms hold only letters, digits and points. They are quoted, so that none is FTS5 syntax. */
function anyOf(terms: readonly string[]): string {
  return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
}

/** An FTS5 query for all phrases in a passage's own words. */
function allPhrases(phrases: readonly string[]): string {
  const runs = phrases.map((phrase) => inARow(indexTerms(phrase)));
  return `body : (${runs.join(' AND ')})`;
}

function inARow(terms: readonly string[]): string {
  return `"${terms.join(' ').replaceAll('"', '')}"`;
}

function toSummary(row: SummaryRow): StoredSummary {
  const { key: id, title, hash: contentHash, passages, copies } = row;
  const meta = JSON.parse(row.meta) as ArticleMeta;
  return { id, title, contentHash, passages, meta, ...(copies !== null && { copies }) };
}

function toSentence({ same, ...row }: SentenceRow): StoredSentence {
  return { ...row, ...(same !== null && { same }) };
}

/** @throws DamagedArticleError when the checksum is wrong, because quotes are slices of this article. */
function toArticle({ checksum, ...row }: ArticleRow): Article {
  const { key: id, title, text, hash: contentHash } = row;
  if (!rowChecksum(Object.values(row)).equals(checksum)) throw new DamagedArticleError(id);
  const meta = JSON.parse(row.meta) as ArticleMeta;
  const blocks = JSON.parse(row.blocks) as Article['blocks'];
  const [pages, joins] = [row.pages, row.joins].map((list) => (list === null ? undefined : offsets(list)));
  return { id, title, text, contentHash, meta, blocks, ...(pages && { pages }), ...(joins && { joins }) };
}

function offsets(list: string): readonly number[] {
  return JSON.parse(list) as readonly number[];
}
