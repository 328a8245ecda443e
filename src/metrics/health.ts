import type { Verbatim } from '../app/verbatim.js';
import type { Serving } from '../library/reports.js';

/** How the connection to Discord stands. */
export interface GatewayStatus {
  readonly isConnected: boolean;
  /** Milliseconds to Discord and back; undefined before it was measured. */
  readonly ping: number | undefined;
  /** Servers that the bot is in. */
  readonly servers: number;
}

/** What is missing for questions to be answered, with a sentence for whoever runs the bot. */
interface Missing {
  readonly what: 'models' | 'index' | 'gateway' | 'staying';
  readonly why: string;
}

/** Milliseconds that a worker thread may take to answer: much more than the work of a question. */
const PATIENCE = 5_000;

/** How far the process has come in starting, and what it still has. */
export class Health {
  /** Once the models are loaded. */
  articles: Pick<Verbatim, 'index' | 'stuckThreads' | 'queue'> | undefined;
  /** Once Discord has let the bot in. */
  gateway: (() => GatewayStatus) | undefined;
  /** Whether it was told to leave. */
  isLeaving = false;

  /** Nothing when questions are taken and answered. */
  async missing(): Promise<readonly Missing[]> {
    const serving = await this.serving();
    const connected = this.gateway?.().isConnected ?? false;
    return [
      ...(this.articles ? [] : [{ what: 'models', why: 'The models are being fetched, checked or loaded.' } as const]),
      ...(this.articles && !serving
        ? [{ what: 'index', why: 'No index serves: run `npm run index`, or `/reindex` in Discord.' } as const]
        : []),
      ...(connected ? [] : [{ what: 'gateway', why: 'The bot is not connected to Discord.' } as const]),
      ...(this.isLeaving ? [{ what: 'staying', why: 'The bot was told to leave.' } as const] : []),
    ];
  }

  /** The index that questions are answered from, if any. */
  async serving(): Promise<Serving | undefined> {
    // Whatever keeps it from being told, nothing else that is told may go with it.
    const state = await this.articles?.index().catch(() => undefined);
    return state?.kind === 'serving' ? state.serving : undefined;
  }

  /** The worker threads that do not answer; that this can be asked shows that the event loop turns. */
  async stuckThreads(): Promise<readonly string[]> {
    return this.articles?.stuckThreads(PATIENCE) ?? [];
  }
}
