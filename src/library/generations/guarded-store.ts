import { IndexUnavailableError } from '../../runtime/errors.js';
import { isSqliteError } from '../../runtime/files/storage-error.js';
import type { PassageStore } from '../../search/ports.js';
import { DamagedArticleError } from '../../search/store/sqlite-store.js';
import { REBUILD } from './manifest.js';

/**
 * Wraps a store whose file may change while it is open: data that differs from what was written throws an IndexUnavailableError that
 * says what to run. `damage` is the first such fault, if any.
 */
export function guarded(store: PassageStore): { store: PassageStore; damage: () => unknown } {
  let damage: unknown;
  const guard =
    <Args extends unknown[], Result>(read: (...args: Args) => Result) =>
    (...args: Args): Result => {
      try {
        return read(...args);
      } catch (cause) {
        // What SQLite reads from a damaged page may no longer be JSON.
        if (!isSqliteError(cause) && !(cause instanceof DamagedArticleError) && !(cause instanceof SyntaxError))
          throw cause;
        damage ??= cause;
        throw new IndexUnavailableError(`The index was damaged while in use: ${(cause as Error).message}. ${REBUILD}`, {
          cause,
        });
      }
    };
  return {
    damage: () => damage,
    store: {
      sentenceCount: store.sentenceCount,
      summaries: guard(store.summaries),
      article: guard(store.article),
      passages: guard(store.passages),
      passageIdsWithin: guard(store.passageIdsWithin),
      searchPassages: guard(store.searchPassages),
      searchRuns: guard(store.searchRuns),
      searchSentences: guard(store.searchSentences),
      sentenceVectors: guard(store.sentenceVectors),
      sentencesLike: guard(store.sentencesLike),
      sentenceFrequency: guard(store.sentenceFrequency),
      lexicon: {
        count: guard(store.lexicon.count),
        nameOf: guard(store.lexicon.nameOf),
        similarWords: guard(store.lexicon.similarWords),
        alsoCalled: guard(store.lexicon.alsoCalled),
      },
      close: store.close,
    },
  };
}
