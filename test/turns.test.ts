import { describe, expect, it } from 'vitest';
import { inTurns } from '../src/turns.js';

describe('taking turns', () => {
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
    const inTurn = inTurns(2);
    const began: number[] = [];
    const all = [0, 1, 2, 3].map((turn) => held(began, turn));
    const done = all.map(({ work }) => inTurn(work));
    await Promise.resolve();
    expect(began).toEqual([0, 1]);
    all[1]?.end();
    expect(await done[1]).toBe(1);
    expect(began).toEqual([0, 1, 2]);
    for (const { end } of all) end();
    expect(await Promise.all(done)).toEqual([0, 1, 2, 3]);
    expect(began).toEqual([0, 1, 2, 3]);
  });

  it('goes on after work that failed, or was given up while it waited', async () => {
    const inTurn = inTurns(1);
    const failing = inTurn(() => Promise.reject(new Error('broken')));
    const leaving = new AbortController();
    const givenUp = inTurn(async () => 'never', leaving.signal);
    leaving.abort(new Error('left'));
    const next = inTurn(async () => 'next');
    await expect(failing).rejects.toThrow('broken');
    await expect(givenUp).rejects.toThrow('left');
    expect(await next).toBe('next');
  });
});
