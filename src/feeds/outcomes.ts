import type { FeedReader } from './feed-reader.js';
import type { FetchLog, LoggedAddress } from './fetch-log.js';
import type { FetchedAddress, Outcome } from './fetch-report.js';
import type { FetchedFiles } from './fetched-files.js';
import { isForbidden, isGone, isPassing, NotFetchedError, reasonOf } from './refusal.js';
import type { Wanted } from './store.js';
import type { Web } from './web.js';

/** The most files that one list may have. */
const MOST_FILES = 5_000;
/** How often a feed's item is tried while its page is not available. */
const MOST_TRIES = 5;
/** Milliseconds between two tries of an address that fails; each wait is twice as long. */
const BACK_OFF = { first: 50 * 60_000, most: 7 * 86_400_000 } as const;

export interface Tools {
  readonly web: Web;
  readonly feeds: FeedReader;
  readonly files: FetchedFiles;
  readonly log: FetchLog;
  /** Whether addresses that failed recently are skipped until their next try is due. */
  readonly isPatient: boolean;
  /** Aborts when this run may start no more requests. */
  readonly signal: AbortSignal;
  readonly onFetched: (address: FetchedAddress) => void;
}

/** Decides and records what comes of each address. */
export class Outcomes {
  readonly #files = new Map<string, number>();

  constructor(private readonly tools: Tools) {}

  /** The result for an address that is clear without a request. */
  async settled(wanted: Wanted): Promise<FetchedAddress | undefined> {
    const { signal, files, log, isPatient } = this.tools;
    const known = log.get(wanted.list, wanted.address);
    if (signal.aborted) return this.waits(wanted, 'Not reached in this run.');
    if (known?.file && !(await files.has(known.file))) return this.report(wanted, 'removed', { file: known.file });
    // The items of a feed have been checked already.
    if (!wanted.feed && isPatient && (known?.next ?? 0) > Date.now()) return this.waits(wanted, known?.reason);
    if (!known?.file && this.#count(wanted.list) >= MOST_FILES) {
      return this.waits(
        wanted,
        `The list has ${MOST_FILES.toLocaleString('en')} files, the most that a list may have: split it.`,
      );
    }
    return undefined;
  }

  /** Whether to try a feed's item again even if the feed has not changed. */
  isToBeRetried({ failures, next }: LoggedAddress): boolean {
    return failures > 0 && failures < MOST_TRIES && next !== undefined && (!this.tools.isPatient || next <= Date.now());
  }

  unchanged({ list, address }: Wanted): void {
    const known = this.tools.log.get(list, address);
    if (!known) return;
    const { reason: _, next: __, ...rest } = known;
    this.tools.log.set({ ...rest, tried: Date.now(), failures: 0 });
  }

  /** @throws the cause, if it is not a failure of the address */
  failed(wanted: Wanted, cause: unknown): FetchedAddress {
    const { log, signal } = this.tools;
    if (signal.aborted) return this.waits(wanted, 'Not reached in this run.');
    const { folder: _, ...identity } = wanted;
    const reason = reasonOf(cause);
    const known = log.get(wanted.list, wanted.address);
    const before: LoggedAddress = { tried: 0, failures: 0, ...known, ...identity };
    log.set({ ...before, ...failureOf(before, cause) });
    const outcome = isBusy(cause) ? 'waiting' : isForbidden(cause) ? 'forbidden' : isGone(cause) ? 'gone' : 'failed';
    return this.report(wanted, outcome, { reason, ...(known?.file && { file: known.file }) });
  }

  report(wanted: Wanted, outcome: Outcome, more: Partial<FetchedAddress> = {}): FetchedAddress {
    if (outcome === 'new') this.#files.set(wanted.list, this.#count(wanted.list) + 1);
    const { list, address, feed } = wanted;
    const fetched = { list, address, ...(feed && { feed }), outcome, ...more };
    this.tools.onFetched(fetched);
    return fetched;
  }

  waits(wanted: Wanted, reason: string | undefined): FetchedAddress {
    return this.report(wanted, 'waiting', reason === undefined ? {} : { reason });
  }

  #count(list: string): number {
    const count = this.#files.get(list) ?? this.tools.log.of(list).filter(({ file }) => file).length;
    this.#files.set(list, count);
    return count;
  }
}

/** Schedules another try. An item is only tried again if that may help by itself; otherwise a change in the feed starts one. */
export function failureOf({ failures, feed }: LoggedAddress, cause: unknown): Partial<LoggedAddress> {
  const count = isBusy(cause) ? Math.max(1, failures) : failures + 1;
  const wait = Math.min(BACK_OFF.first * 2 ** Math.min(count - 1, 20), BACK_OFF.most);
  const until = cause instanceof NotFetchedError ? (cause.until ?? 0) : 0;
  const next = feed && !isPassing(cause) ? {} : { next: Math.max(Date.now() + wait, until) };
  return { tried: Date.now(), failures: count, reason: reasonOf(cause), ...next };
}

/** Whether the host asked for a pause, which is not a failure of the address. */
export function isBusy(cause: unknown): boolean {
  return cause instanceof NotFetchedError && cause.why === 'hostBusy';
}
