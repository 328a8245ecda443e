import type { Database } from 'better-sqlite3';
import type { Lexicon } from '../ports.js';
import { wordKey } from './collect.js';

/** The lexicon in a finished store. */
export function lexiconOf(db: Database): Lexicon {
  const selectCount = db.prepare<[string], { count: number }>('SELECT count FROM words WHERE word = ?');
  const selectName = db.prepare<[string], { name: string }>('SELECT name FROM names WHERE words = ?');
  const selectAlso = db.prepare<[string], { also: string }>(
    'SELECT also FROM abbreviations WHERE called = ? ORDER BY also',
  );
  const selectAlike = db.prepare<[string, string, number, number], { word: string; count: number }>(
    'SELECT word, count FROM words WHERE word >= ? AND word < ? AND letters BETWEEN ? AND ?',
  );
  return {
    count: (word) => selectCount.get(wordKey(word))?.count ?? 0,
    nameOf: (words) => selectName.get(wordKey(words))?.name,
    alike(word, reach) {
      const [...letters] = wordKey(word);
      const first = letters[0] ?? '';
      return selectAlike.all(first, `${first}\u{10FFFF}`, letters.length - reach, letters.length + reach);
    },
    alsoCalled: (words) => selectAlso.all(wordKey(words)).map(({ also }) => also),
  };
}
