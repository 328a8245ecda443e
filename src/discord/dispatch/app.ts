import type { Logger } from 'pino';
import type { IndexRuns } from '../../app/index-runs.js';
import type { Verbatim } from '../../app/verbatim.js';
import type { Finding } from '../../doctor/finding.js';
import type { Meters } from '../../metrics/meters.js';
import type { State } from '../../state/state.js';
import type { Limits } from './limits.js';

/** What all requests share. */
export interface App {
  readonly verbatim: Verbatim;
  readonly state: State;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly meters: Meters;
  /** Checks the machine, the models, the articles and the index. The findings contain no paths. */
  readonly inspect: () => Promise<readonly Finding[]>;
  /** Aborts when the bot is stopping: short work finishes, long work gives up. */
  readonly leaving: AbortSignal;
  /** The index runs of this process. */
  readonly runs: IndexRuns;
  /** Whether administrators may add and remove articles. */
  readonly takesArticles: () => boolean;
}
