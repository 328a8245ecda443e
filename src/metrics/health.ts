import type { Verbatim } from '../app/verbatim.js';
import type { Serving } from '../library/reports.js';

/** State of the connection to Discord. */
export interface GatewayStatus {
  readonly isConnected: boolean;
  /** Round-trip time in milliseconds; undefined before the first measurement. */
  readonly ping: number | undefined;
  /** Servers that the bot is in. */
  readonly servers: number;
}

/** Something that prevents the bot from answering questions, with an explanation for the operator. */
interface Missing {
  readonly what: 'models' | 'index' | 'gateway' | 'staying';
  readonly why: string;
}

/** Milliseconds that a worker thread may take to respond to a probe: much longer than one question takes. */
const PROBE_TIMEOUT_MS = 5_000;

/** Whether this process is alive and ready to answer questions. Parts are set as they start. */
export class Health {
  /** Set once the models are loaded. */
  articles: Pick<Verbatim, 'index' | 'stuckThreads' | 'queue'> | undefined;
  /** Set once the bot has logged in to Discord. */
  gateway: (() => GatewayStatus) | undefined;
  /** Whether the bot is shutting down. */
  isLeaving = false;

  /** What is missing for readiness; empty if the bot accepts and answers questions. */
  async missing(): Promise<readonly Missing[]> {
    const serving = await this.serving();
    const connected = this.gateway?.().isConnected ?? false;
    return [
      ...(this.articles
        ? []
        : [{ what: 'models', why: 'The models are being downloaded, checked or loaded.' } as const]),
      ...(this.articles && !serving
        ? [{ what: 'index', why: 'There is no usable index: run `npm run index`, or `/reindex` in Discord.' } as const]
        : []),
      ...(connected ? [] : [{ what: 'gateway', why: 'The bot is not connected to Discord.' } as const]),
      ...(this.isLeaving ? [{ what: 'staying', why: 'The bot is shutting down.' } as const] : []),
    ];
  }

  /** The current index, if any. */
  async serving(): Promise<Serving | undefined> {
    // An error here must not hide the rest of the state.
    const state = await this.articles?.index().catch(() => undefined);
    return state?.kind === 'serving' ? state.serving : undefined;
  }

  /** Worker threads that do not respond. That this code runs shows that the event loop is not blocked. */
  async stuckThreads(): Promise<readonly string[]> {
    return this.articles?.stuckThreads(PROBE_TIMEOUT_MS) ?? [];
  }
}
