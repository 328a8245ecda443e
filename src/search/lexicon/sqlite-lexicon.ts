import type { Database } from 'better-sqlite3';
import type { Lexicon } from '../ports.js';
import { wordKey } from './collect.js';

/** The lexicon of a finished store. */
export function lexiconOf(db: Database): Lexicon {
  const selectCount = db.prepare<[string], { count: number }>('SELECT count FROM words WHERE word = ?');
  const selectName = db.prepare<[string], { name: string }>('SELECT name FROM names WHERE words = ?');
  const selectAlso = db.prepare<[string], { also: string }>(
    'SELECT also FROM abbreviations WHERE called = ? ORDER BY also',
  );
  // Returned as one string: fetching thousands of rows would cost more than all the comparisons.
  const selectSimilar = db.prepare<[string, string, number, number], { words: string | null }>(
    "SELECT group_concat(word || ' ' || count, char(10)) AS words FROM words WHERE word >= ? AND word < ? AND letters BETWEEN ? AND ?",
  );
  return {
    count: (word) => selectCount.get(wordKey(word))?.count ?? 0,
    nameOf: (words) => selectName.get(wordKey(words))?.name,
    similarWords(word, reach) {
      const [...letters] = wordKey(word);
      const first = letters[0] ?? '';
      const lengths = [letters.length - reach, letters.length + reach] as const;
      const { words } = selectSimilar.get(first, `${first}\u{10FFFF}`, ...lengths) ?? {};
      return (words ? words.split('\n') : []).map((line) => {
        const space = line.indexOf(' ');
        return { word: line.slice(0, space), count: Number(line.slice(space + 1)) };
      });
    },
    alsoCalled: (words) => selectAlso.all(wordKey(words)).map(({ also }) => also),
  };
}
