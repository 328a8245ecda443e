import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Tells which threads do not do a little work within `patience` milliseconds. One that is waited for already is not given more, so
 * that asking about a stuck one again and again piles nothing up.
 */
export function threadProbe(
  work: Readonly<Record<string, () => Promise<unknown> | undefined>>,
): (patience: number) => Promise<readonly string[]> {
  const pending = new Map<string, Promise<boolean>>();

  function answers(name: string, probe: () => Promise<unknown> | undefined): Promise<boolean> {
    const known = pending.get(name);
    if (known) return known;
    const answer = Promise.resolve(probe()).then(
      () => true,
      () => false,
    );
    pending.set(name, answer);
    void answer.then(() => pending.delete(name));
    return answer;
  }

  return async (patience) => {
    const enough = new AbortController();
    const late = sleep(patience, false, { signal: enough.signal, ref: false }).catch(() => false);
    const names = Object.keys(work);
    const found = await Promise.all(
      Object.entries(work).map(([name, probe]) => Promise.race([answers(name, probe), late])),
    );
    enough.abort();
    return names.filter((_, at) => !found[at]);
  };
}
