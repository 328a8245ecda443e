import type { Verbatim } from '../app/verbatim.js';
import { AlreadyIndexingError } from '../runtime/errors.js';
import type { RunOutcome } from './labels.js';
import type { Meters } from './meters.js';

/** Wraps `verbatim` so that outcomes and durations of all index runs are counted. */
export function metered(verbatim: Verbatim, meters: Meters): Verbatim {
  return {
    ...verbatim,
    async reindex(mode, onProgress, signal) {
      const started = performance.now();
      const ended = (outcome: RunOutcome) => meters.indexRun(outcome, (performance.now() - started) / 1_000);
      try {
        const report = await verbatim.reindex(mode, onProgress, signal);
        ended('done');
        return report;
      } catch (cause) {
        ended(signal?.aborted ? 'cancelled' : cause instanceof AlreadyIndexingError ? 'busy' : 'failed');
        throw cause;
      }
    },
  };
}
