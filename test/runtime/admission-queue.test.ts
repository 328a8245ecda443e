import { describe, expect, it } from 'vitest';
import { Turns } from '../../src/runtime/admission-queue.js';
import { BusyError, LeavingError } from '../../src/runtime/errors.js';

describe('taking turns', () => {
  const turnsOf = (most: number, limits: { patience?: number; longest?: number } = {}) =>
    new Turns({ most, patience: 20_000, longest: 100, ...limits });

  /** Work that ends when it is told to, and says when it began. */
  const held = (began: number[], turn: number) => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const work = async () => {
      began.push(turn);
      await ended;
      return turn;
    };
    return { work, end };
  };

  it('works at so many at a time, in the order they came', async () => {
    const turns = turnsOf(2);
    const began: number[] = [];
    const all = [0, 1, 2, 3].map((turn) => held(began, turn));
    const done = all.map(({ work }) => turns.take(work));
    await Promise.resolve();
    expect(began).toEqual([0, 1]);
    expect(turns).toMatchObject({ waiting: 2, working: 2 });
    all[1]?.end();
    expect(await done[1]).toBe(1);
    expect(began).toEqual([0, 1, 2]);
    for (const { end } of all) end();
    expect(await Promise.all(done)).toEqual([0, 1, 2, 3]);
    expect(began).toEqual([0, 1, 2, 3]);
    expect(turns).toMatchObject({ waiting: 0, working: 0, wait: 0 });
  });

  it('goes on after work that failed, or was given up while it waited', async () => {
    const turns = turnsOf(1);
    const failing = turns.take(() => Promise.reject(new Error('broken')));
    const leaving = new AbortController();
    const givenUp = turns.take(async () => 'never', leaving.signal);
    const next = turns.take(async () => 'next');
    leaving.abort(new Error('left'));
    expect(turns.waiting).toBe(1);
    await expect(failing).rejects.toThrow('broken');
    await expect(givenUp).rejects.toThrow('left');
    expect(await next).toBe('next');
    expect(turns.working).toBe(0);
  });

  it('is busy from the wait on that those who come would have, and says when to come again', async () => {
    const turns = turnsOf(1, { patience: 25_000 });
    const slow = held([], 0);
    const first = turns.take(slow.work);
    // Before any has ended, each is taken to last 200 ms.
    const waiting = Array.from({ length: 99 }, () => turns.take(async () => {}));
    expect(turns.busy).toBeUndefined();
    const impatient = turnsOf(1, { patience: 10_000 });
    const blocked = [held([], 0), held([], 1)];
    const others = [blocked[0], ...Array.from({ length: 51 }, () => blocked[1])].map((each) =>
      impatient.take(each?.work ?? (async () => 0)),
    );
    expect(impatient.busy).toBeInstanceOf(BusyError);
    expect(impatient.busy?.fields).toEqual({ seconds: 15 });
    for (const { end } of [slow, ...blocked]) end();
    await Promise.all([first, ...waiting, ...others]);
    expect(impatient.busy).toBeUndefined();
  });

  it('never lets more wait than it may, whoever asks', async () => {
    const turns = turnsOf(1, { longest: 3 });
    const { work, end } = held([], 0);
    const taken = [0, 1, 2, 3].map(() => turns.take(work));
    await expect(turns.take(work)).rejects.toThrow(BusyError);
    expect(turns.waiting).toBe(3);
    end();
    expect(await Promise.all(taken)).toHaveLength(4);
  });

  it('closes: what was begun ends, what waits and what comes is turned away', async () => {
    const turns = turnsOf(1);
    const { work, end } = held([], 7);
    const begun = turns.take(work);
    const waiting = turns.take(async () => 'never');
    turns.close();
    await expect(waiting).rejects.toThrow(LeavingError);
    await expect(turns.take(async () => 'never')).rejects.toThrow(LeavingError);
    end();
    expect(await begun).toBe(7);
  });
});
