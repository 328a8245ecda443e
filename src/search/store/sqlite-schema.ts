/** Increase it with every change of the tables below or of their content. An index of another version is refused and rebuilt. */
export const SCHEMA_VERSION = 6;

// The full-text tables hold terms made by tokenize(), so questions and texts are always tokenized alike; with content=''
// they keep only the index. Title and headings are in a separate column of `passage_terms`. `copies` is one number for
// articles that are copies of one text, `same` one number for those of their sentences that have the same words. The look-up
// columns of `words`, `names` and `abbreviations` are lower-case.
export const SCHEMA = `
  CREATE TABLE articles (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
    hash TEXT NOT NULL, meta TEXT NOT NULL, blocks TEXT NOT NULL, pages TEXT, joins TEXT,
    passages INTEGER NOT NULL, copies INTEGER, checksum BLOB NOT NULL);
  CREATE TABLE passages (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles, start INTEGER NOT NULL, end INTEGER NOT NULL,
    heading TEXT);
  CREATE TABLE sentences (
    id INTEGER PRIMARY KEY, passage INTEGER NOT NULL REFERENCES passages, start INTEGER NOT NULL, end INTEGER NOT NULL,
    paragraph INTEGER NOT NULL, text TEXT NOT NULL, vector BLOB NOT NULL, same INTEGER);
  CREATE INDEX sentences_by_passage ON sentences (passage);
  CREATE INDEX sentences_by_same ON sentences (same) WHERE same IS NOT NULL;
  CREATE VIRTUAL TABLE passage_terms USING fts5 (
    body, context, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
  CREATE VIRTUAL TABLE sentence_terms USING fts5 (
    body, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
  CREATE VIRTUAL TABLE sentence_vocabulary USING fts5vocab (sentence_terms, row);
  CREATE TABLE words (word TEXT PRIMARY KEY, letters INTEGER NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE names (words TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE abbreviations (called TEXT NOT NULL, also TEXT NOT NULL, PRIMARY KEY (called, also)) WITHOUT ROWID;
`;
