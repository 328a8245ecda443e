/** Does some work when its turn comes. @throws what the work throws, or the signal's reason while it waits. */
export type InTurn = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Lets `most` pieces of work go on at a time; the others wait, in the order they came. */
export function inTurns(most: number): InTurn {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work, signal) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      signal?.throwIfAborted();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
