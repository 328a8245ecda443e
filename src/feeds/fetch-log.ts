import type { FeedReader } from './feed-reader.js';
import type { FetchedAddress, Outcome } from './fetch-report.js';
import type { Shelf } from './fetched-files.js';
import type { FetchMemory, Remembered } from './memory.js';
import { isForbidden, isGone, isPassing, NotFetchedError, reasonOf } from './refusal.js';
import type { Wanted } from './store.js';
import type { Web } from './web.js';

/** Files that one list may hold. */
const MOST_FILES = 5_000;
/** Tries of a feed's item while its page can't be had. */
const MOST_TRIES = 5;
/** Waits between two tries of an address that fails, in milliseconds: they double. */
const BACK_OFF = { first: 50 * 60_000, most: 7 * 86_400_000 } as const;

export interface Tools {
  readonly web: Web;
  readonly feeds: FeedReader;
  readonly shelf: Shelf;
  readonly memory: FetchMemory;
  /** Whether what failed lately is to be left until its time has come. */
  readonly isPatient: boolean;
  /** Aborts when no more is to be begun in this run. */
  readonly signal: AbortSignal;
  readonly onFetched: (address: FetchedAddress) => void;
}

/** What became of addresses before this run, and in it. */
export class Register {
  readonly #files = new Map<string, number>();

  constructor(private readonly tools: Tools) {}

  /** What is clear before anything is asked. */
  async settled(wanted: Wanted): Promise<FetchedAddress | undefined> {
    const { signal, shelf, memory, isPatient } = this.tools;
    const known = memory.get(wanted.list, wanted.address);
    if (signal.aborted) return this.waits(wanted, 'Not reached in this run.');
    if (known?.file && !(await shelf.has(known.file))) return this.tell(wanted, 'removed', { file: known.file });
    // Of items, only those are begun whose time has come.
    if (!wanted.feed && isPatient && (known?.next ?? 0) > Date.now()) return this.waits(wanted, known?.reason);
    if (!known?.file && this.#count(wanted.list) >= MOST_FILES) {
      return this.waits(wanted, `The list has ${MOST_FILES.toLocaleString('en')} files, which is the most: split it.`);
    }
    return undefined;
  }

  /** Whether a feed's item is to be tried again though the feed says nothing new of it. */
  isToBeRetried({ failures, next }: Remembered): boolean {
    return failures > 0 && failures < MOST_TRIES && next !== undefined && (!this.tools.isPatient || next <= Date.now());
  }

  unchanged({ list, address }: Wanted): void {
    const known = this.tools.memory.get(list, address);
    if (!known) return;
    const { reason: _, next: __, ...rest } = known;
    this.tools.memory.set({ ...rest, tried: Date.now(), failures: 0 });
  }

  /** @throws what is no failure of the address, but a fault */
  failed(wanted: Wanted, cause: unknown): FetchedAddress {
    const { memory, signal } = this.tools;
    if (signal.aborted) return this.waits(wanted, 'Not reached in this run.');
    const { folder: _, ...identity } = wanted;
    const reason = reasonOf(cause);
    const known = memory.get(wanted.list, wanted.address);
    const before: Remembered = { tried: 0, failures: 0, ...known, ...identity };
    memory.set({ ...before, ...failureOf(before, cause) });
    const outcome = isBusy(cause) ? 'waiting' : isForbidden(cause) ? 'forbidden' : isGone(cause) ? 'gone' : 'failed';
    return this.tell(wanted, outcome, { reason, ...(known?.file && { file: known.file }) });
  }

  tell(wanted: Wanted, outcome: Outcome, more: Partial<FetchedAddress> = {}): FetchedAddress {
    if (outcome === 'new') this.#files.set(wanted.list, this.#count(wanted.list) + 1);
    const { list, address, feed } = wanted;
    const told = { list, address, ...(feed && { feed }), outcome, ...more };
    this.tools.onFetched(told);
    return told;
  }

  waits(wanted: Wanted, reason: string | undefined): FetchedAddress {
    return this.tell(wanted, 'waiting', reason === undefined ? {} : { reason });
  }

  #count(list: string): number {
    const count = this.#files.get(list) ?? this.tools.memory.of(list).filter(({ file }) => file).length;
    this.#files.set(list, count);
    return count;
  }
}

/** An item is tried again only where that may help by itself: else the feed says when there is something new. */
export function failureOf({ failures, feed }: Remembered, cause: unknown): Partial<Remembered> {
  const count = isBusy(cause) ? Math.max(1, failures) : failures + 1;
  const wait = Math.min(BACK_OFF.first * 2 ** Math.min(count - 1, 20), BACK_OFF.most);
  const until = cause instanceof NotFetchedError ? (cause.until ?? 0) : 0;
  const next = feed && !isPassing(cause) ? {} : { next: Math.max(Date.now() + wait, until) };
  return { tried: Date.now(), failures: count, reason: reasonOf(cause), ...next };
}

/** Whether the host asked to be left alone, which is no failure of the address. */
export function isBusy(cause: unknown): boolean {
  return cause instanceof NotFetchedError && cause.why === 'hostBusy';
}
