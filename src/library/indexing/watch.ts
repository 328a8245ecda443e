import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { formatOf } from '../../article/formats.js';
import { ADDRESSES_FILE } from '../../article/text/addresses.js';
import { shared } from '../../runtime/shared.js';

/** Milliseconds without a change after which files count as completely written, and after which they are read in any case. */
const QUIET = 1_000;
const LONGEST_WAIT = 30_000;
/** Milliseconds between two checks of each file, if the system has no change notifications left. */
const POLLED_EVERY = 3_000;
/** Milliseconds between two checks whether the folder is still the same one. */
const CHECKED_EVERY = 5_000;

export interface ArticlesWatch {
  /** Waits until something has changed since the last call and no more changes follow. @throws the signal's reason */
  change(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * Watches the files that articles are read from: those that `filesUnder` finds and a format reads. The folder may be missing,
 * disappear and come back. Resolves once the watch is active. Passes what can't be watched to `onFault`.
 */
export async function watchArticles(dir: string, onFault: (cause: Error) => void): Promise<ArticlesWatch> {
  const changes = new Changes();
  let root = path.resolve(dir);
  let identity = '';
  let watcher: FSWatcher | undefined;
  let isPolling = false;
  let isClosed = false;

  async function open(): Promise<void> {
    root = await realpath(dir).catch(() => path.resolve(dir));
    identity = await identityOf(root);
    await new Promise<void>((resolve) => {
      watcher = watch(root, {
        ignoreInitial: true,
        // A link is only read if it leads to a file within the folder, which is watched itself.
        followSymlinks: false,
        ignored: (file) => !isLookedInto(path.relative(root, file)),
        ...(isPolling && { usePolling: true, interval: POLLED_EVERY, binaryInterval: POLLED_EVERY }),
      })
        .on('ready', resolve)
        .on('all', (event, file) => {
          // A new folder counts too: chokidar misses a file that is written into it before it is watched itself.
          if (event === 'addDir' || (/^(?:add|change|unlink)$/.test(event) && isRead(file))) changes.note();
          // A watch on a folder ends with the folder, but a watch on a missing folder sees it appear.
          if (event === 'unlinkDir' && path.resolve(file) === root) void reopen();
        })
        .on('error', (cause) => {
          const { code } = cause as NodeJS.ErrnoException;
          onFault(cause as Error);
          if (isPolling || (code !== 'ENOSPC' && code !== 'EMFILE')) return;
          isPolling = true;
          void reopen().then(resolve);
        });
    });
  }

  const reopen = shared(() => replace().catch(onFault));

  async function replace(): Promise<void> {
    await watcher?.close();
    if (isClosed) return;
    await open();
    // Neither watch saw what changed in between.
    changes.note();
    if (isClosed) await watcher?.close();
  }

  // There is no notification when another folder takes its place.
  async function check(): Promise<void> {
    const now = await realpath(dir).catch(() => path.resolve(dir));
    if (now !== root || (await identityOf(now)) !== identity) await reopen();
  }

  await open();
  // The timer also keeps the process alive, which a watch on a missing folder does not.
  const timer = setInterval(() => void check().catch(onFault), CHECKED_EVERY);
  return {
    change: (signal) => changes.settled(signal),
    async close() {
      isClosed = true;
      clearInterval(timer);
      await watcher?.close();
    },
  };
}

async function identityOf(folder: string): Promise<string> {
  const { dev, ino, birthtimeMs } = await stat(folder).catch(() => ({ dev: 0, ino: 0, birthtimeMs: 0 }));
  return `${dev}:${ino}:${birthtimeMs}`;
}

/** By the rules of `filesUnder`. */
function isLookedInto(relative: string): boolean {
  return relative
    .split(path.sep)
    .every((name) => (!name.startsWith('.') || name === ADDRESSES_FILE) && name !== 'node_modules');
}

function isRead(file: string): boolean {
  return formatOf(file) !== undefined || path.basename(file) === ADDRESSES_FILE;
}

/** Combines many notifications into few. */
class Changes {
  #first: number | undefined;
  #last = 0;
  #wake: (() => void) | undefined;

  note(): void {
    this.#last = performance.now();
    this.#first ??= this.#last;
    this.#wake?.();
  }

  async settled(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const now = performance.now();
      const wait =
        this.#first === undefined ? undefined : Math.min(this.#last + QUIET, this.#first + LONGEST_WAIT) - now;
      if (wait !== undefined && wait <= 0) break;
      await this.#noticed(wait, signal);
    }
    this.#first = undefined;
  }

  /** Waits for a time or, without one, for the next notification. */
  #noticed(wait: number | undefined, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = wait === undefined ? undefined : setTimeout(done, wait);
      const self = this;
      signal.addEventListener('abort', done, { once: true });
      if (wait === undefined) this.#wake = done;
      function done(): void {
        clearTimeout(timer);
        self.#wake = undefined;
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }
}
