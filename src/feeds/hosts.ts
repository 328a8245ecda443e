import { setTimeout as sleep } from 'node:timers/promises';
import { AsyncQueue } from '@sapphire/async-queue';
import { IntakeError } from '../intake/intake-error.js';
import { Semaphore } from '../runtime/semaphore.js';
import { NotFetchedError } from './refusal.js';

/** The longest pause that a site's Crawl-delay can ask for, in milliseconds. */
const LONGEST_PAUSE = 30_000;
/** The shortest, default and longest pause for a site that says it is busy, in milliseconds. */
const QUIET = { least: 60_000, usual: 15 * 60_000, most: 24 * 3_600_000 } as const;
/** The most concurrent requests to all sites together. */
const MOST_AT_ONCE = 4;

/** Makes one request at a time to each host, with a pause after it. Hosts are distinguished by name and port. */
export class Hosts {
  readonly #queues = new Map<string, AsyncQueue>();
  readonly #pauses = new Map<string, number>();
  readonly #closed: Map<string, number>;
  readonly #requests = new Semaphore(MOST_AT_ONCE);

  /** `closed`: hosts that asked for a pause, and its end; `pause` is in milliseconds. */
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

  /** Sets the seconds that a site's robots.txt asks to wait between two requests. */
  slowDown(host: string, seconds: number): void {
    this.#pauses.set(host, Math.min(Math.max(this.pause, seconds * 1_000), LONGEST_PAUSE));
  }

  /** Makes a request once the host may be asked again. @throws NotFetchedError when the host wants no more requests */
  async schedule<T>(host: string, request: () => Promise<T>): Promise<T> {
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

  /** The pause after a request; it ends early with the run. */
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

/** The end of the pause that a host asks for with 429, or with 503 and Retry-After. */
function quietUntil({ values: { status, retryAfter } }: IntakeError): number | undefined {
  if (status !== 429 && (status !== 503 || retryAfter === undefined)) return undefined;
  const written = String(retryAfter ?? '');
  const named = /^\d{1,9}$/.test(written) ? Number(written) * 1_000 : Date.parse(written) - Date.now();
  return Date.now() + Math.min(Math.max(Number.isNaN(named) ? QUIET.usual : named, QUIET.least), QUIET.most);
}
