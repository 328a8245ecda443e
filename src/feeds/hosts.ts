import { setTimeout as sleep } from 'node:timers/promises';
import { AsyncQueue } from '@sapphire/async-queue';
import { IntakeError } from '../intake/intake-error.js';
import { Semaphore } from '../runtime/semaphore.js';
import { NotFetchedError } from './refusal.js';

/** Longest pause that a site's Crawl-delay can ask for, in milliseconds. */
const LONGEST_PAUSE = 30_000;
/** How long a site is left alone at the least and at the most when it says that it is busy, in milliseconds. */
const QUIET = { least: 60_000, usual: 15 * 60_000, most: 24 * 3_600_000 } as const;
/** Requests under way together, all sites taken together. */
const MOST_AT_ONCE = 4;

/** One request at a time for each host, with a pause after it. Hosts are told apart by name and port. */
export class Hosts {
  readonly #queues = new Map<string, AsyncQueue>();
  readonly #pauses = new Map<string, number>();
  readonly #closed: Map<string, number>;
  readonly #requests = new Semaphore(MOST_AT_ONCE);

  /** `closed` are the hosts that asked to be left alone, until when; `pause` is in milliseconds. */
  constructor(
    private readonly pause: number,
    private readonly signal: AbortSignal,
    closed: ReadonlyMap<string, number>,
  ) {
    this.#closed = new Map(closed);
  }

  get closed(): ReadonlyMap<string, number> {
    return this.#closed;
  }

  /** Seconds that a site's robots.txt asks to wait between two requests. */
  slowDown(host: string, seconds: number): void {
    this.#pauses.set(host, Math.min(Math.max(this.pause, seconds * 1_000), LONGEST_PAUSE));
  }

  /** Does a request to a host when it is its turn. @throws NotFetchedError when the host wants no more of them */
  async turn<T>(host: string, request: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(host) ?? new AsyncQueue();
    this.#queues.set(host, queue);
    await queue.wait();
    let isRefused = false;
    try {
      return await this.#attempt(host, request);
    } catch (cause) {
      isRefused = cause instanceof NotFetchedError;
      throw cause;
    } finally {
      if (isRefused) queue.shift();
      else void this.#rest(host).then(() => queue.shift());
    }
  }

  /** The pause after a request; the end of the run cuts it short. */
  async #rest(host: string): Promise<void> {
    await sleep(this.#pauses.get(host) ?? this.pause, undefined, { signal: this.signal }).catch(() => {});
  }

  async #attempt<T>(host: string, request: () => Promise<T>): Promise<T> {
    this.signal.throwIfAborted();
    const until = this.#closed.get(host) ?? 0;
    if (until > Date.now()) throw new NotFetchedError('hostBusy', until);
    await this.#requests.acquire();
    try {
      this.signal.throwIfAborted();
      return await request();
    } catch (cause) {
      const quiet = cause instanceof IntakeError ? quietUntil(cause) : undefined;
      if (quiet === undefined) throw cause;
      this.#closed.set(host, quiet);
      throw new NotFetchedError('hostBusy', quiet, { cause });
    } finally {
      this.#requests.release();
    }
  }
}

/** Until when a host is to be left alone after 429, or 503 with a Retry-After. */
function quietUntil({ values: { status, retryAfter } }: IntakeError): number | undefined {
  if (status !== 429 && (status !== 503 || retryAfter === undefined)) return undefined;
  const written = String(retryAfter ?? '');
  const named = /^\d{1,9}$/.test(written) ? Number(written) * 1_000 : Date.parse(written) - Date.now();
  return Date.now() + Math.min(Math.max(Number.isNaN(named) ? QUIET.usual : named, QUIET.least), QUIET.most);
}
