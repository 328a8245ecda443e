import { describe, expect, it } from 'vitest';
import { AdmissionQueue } from '../../src/runtime/admission-queue.js';
import { BusyError, LeavingError } from '../../src/runtime/errors.js';

describe('the admission queue', () => {
  const queueOf = (atOnce: number, limits: { longestWaitMs?: number; mostWaiting?: number } = {}) =>
    new AdmissionQueue({ atOnce, longestWaitMs: 20_000, mostWaiting: 100, ...limits });

  /** Work that ends when `end` is called, and records when it began. */
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

  it('admits a limited number at a time, in order of arrival', async () => {
    const queue = queueOf(2);
    const began: number[] = [];
    const all = [0, 1, 2, 3].map((turn) => held(began, turn));
    const done = all.map(({ work }) => queue.admit(work));
    await Promise.resolve();
    expect(began).toEqual([0, 1]);
    expect(queue).toMatchObject({ waiting: 2, working: 2 });
    all[1]?.end();
    expect(await done[1]).toBe(1);
    expect(began).toEqual([0, 1, 2]);
    for (const { end } of all) end();
    expect(await Promise.all(done)).toEqual([0, 1, 2, 3]);
    expect(began).toEqual([0, 1, 2, 3]);
    expect(queue).toMatchObject({ waiting: 0, working: 0, wait: 0 });
  });

  it('continues after work that failed or was aborted while it waited', async () => {
    const queue = queueOf(1);
    const failing = queue.admit(() => Promise.reject(new Error('broken')));
    const leaving = new AbortController();
    const givenUp = queue.admit(async () => 'never', leaving.signal);
    const next = queue.admit(async () => 'next');
    leaving.abort(new Error('left'));
    expect(queue.waiting).toBe(1);
    await expect(failing).rejects.toThrow('broken');
    await expect(givenUp).rejects.toThrow('left');
    expect(await next).toBe('next');
    expect(queue.working).toBe(0);
  });

  it('is busy from the longest acceptable wait, and says when to try again', async () => {
    const queue = queueOf(1, { longestWaitMs: 25_000 });
    const slow = held([], 0);
    const first = queue.admit(slow.work);
    // Until one has ended, each is estimated at 200 ms.
    const waiting = Array.from({ length: 99 }, () => queue.admit(async () => {}));
    expect(queue.busy).toBeUndefined();
    const impatient = queueOf(1, { longestWaitMs: 10_000 });
    const blocked = [held([], 0), held([], 1)];
    const others = [blocked[0], ...Array.from({ length: 51 }, () => blocked[1])].map((each) =>
      impatient.admit(each?.work ?? (async () => 0)),
    );
    expect(impatient.busy).toBeInstanceOf(BusyError);
    expect(impatient.busy?.fields).toEqual({ seconds: 15 });
    for (const { end } of [slow, ...blocked]) end();
    await Promise.all([first, ...waiting, ...others]);
    expect(impatient.busy).toBeUndefined();
  });

  it('never lets more work wait than allowed', async () => {
    const queue = queueOf(1, { mostWaiting: 3 });
    const { work, end } = held([], 0);
    const taken = [0, 1, 2, 3].map(() => queue.admit(work));
    await expect(queue.admit(work)).rejects.toThrow(BusyError);
    expect(queue.waiting).toBe(3);
    end();
    expect(await Promise.all(taken)).toHaveLength(4);
  });

  it('closes: completes work in progress and refuses waiting and new work', async () => {
    const queue = queueOf(1);
    const { work, end } = held([], 7);
    const begun = queue.admit(work);
    const waiting = queue.admit(async () => 'never');
    queue.close();
    await expect(waiting).rejects.toThrow(LeavingError);
    await expect(queue.admit(async () => 'never')).rejects.toThrow(LeavingError);
    end();
    expect(await begun).toBe(7);
  });
});
