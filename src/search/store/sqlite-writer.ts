import Database from 'better-sqlite3';
import type { Article } from '../../article/model/article.js';
import { asRead } from '../../article/text/joins.js';
import { type Collected, LexiconCollector, wordKey } from '../lexicon/collect.js';
import type { PassageToStore, StoreWriter } from '../ports.js';
import { indexTerms } from '../text/terms.js';
import { quantize } from '../vectors/quantize.js';
import { rowChecksum } from './row-checksum.js';
import { SCHEMA } from './sqlite-schema.js';

/** Writes one generation's store to a new file, in one transaction that `finish` commits. */
export function createStore(file: string): StoreWriter {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.exec(SCHEMA);
  db.exec('BEGIN');
  const insertArticle = db.prepare(
    'INSERT INTO articles (key, title, text, hash, meta, blocks, pages, joins, passages, copies, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertPassage = db.prepare('INSERT INTO passages (article, start, end, heading) VALUES (?, ?, ?, ?)');
  const insertSentence = db.prepare(
    'INSERT INTO sentences (passage, start, end, paragraph, text, vector, same) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertPassageTerms = db.prepare('INSERT INTO passage_terms (rowid, body, context) VALUES (?, ?, ?)');
  const insertSentenceTerms = db.prepare('INSERT INTO sentence_terms (rowid, body) VALUES (?, ?)');
  const lexicon = new LexiconCollector();
  const terms = (text: string) => indexTerms(text).join(' ');

  const addPassage = (articleRow: number, article: Article, passage: PassageToStore): number => {
    const { start, end, heading } = passage;
    if (heading) lexicon.addTitle(heading);
    const id = Number(insertPassage.run(articleRow, start, end, heading ?? null).lastInsertRowid);
    insertPassageTerms.run(id, terms(asRead(article, passage)), terms(`${article.title}\n${heading ?? ''}`));
    passage.sentences.forEach((sentence, index) => {
      const vector = passage.sentenceVectors[index];
      if (!vector) throw new RangeError(`sentence ${index} of passage ${id} has no vector`);
      const text = asRead(article, sentence);
      const { start, end, paragraph } = sentence;
      const same = passage.same?.[index] ?? null;
      const row = insertSentence.run(id, start, end, paragraph, text, quantize(vector), same);
      insertSentenceTerms.run(row.lastInsertRowid, terms(text));
      lexicon.addSentence(text, article.meta.language);
    });
    return id;
  };

  return {
    add(article, passages, copies) {
      const { id, title, text, contentHash, meta, blocks, pages, joins } = article;
      const asJson = [meta, blocks, pages, joins].map((value) => (value ? JSON.stringify(value) : null));
      const values = [id, title, text, contentHash, ...asJson, passages.length, copies ?? null];
      const row = Number(insertArticle.run(...values, rowChecksum(values)).lastInsertRowid);
      lexicon.addTitle(title);
      return passages.map((passage) => addPassage(row, article, passage));
    },
    finish() {
      writeLexicon(db, lexicon.collected());
      db.exec('COMMIT');
      db.close();
    },
    abandon: () => db.close(),
  };
}

function writeLexicon(db: Database.Database, { words, names, abbreviations }: Collected): void {
  const insertWord = db.prepare('INSERT INTO words (word, letters, count) VALUES (?, ?, ?)');
  const insertName = db.prepare('INSERT INTO names (words, name) VALUES (?, ?)');
  const insertAlso = db.prepare('INSERT OR IGNORE INTO abbreviations (called, also) VALUES (?, ?)');
  for (const [word, count] of words) insertWord.run(word, [...word].length, count);
  for (const entry of names) insertName.run(...entry);
  for (const { short, long } of abbreviations) {
    insertAlso.run(wordKey(short), long);
    insertAlso.run(wordKey(long), short);
  }
}
