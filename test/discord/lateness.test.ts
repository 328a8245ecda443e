import { expect, it } from 'vitest';
import { Lateness } from '../../src/discord/dispatch/lateness.js';

const START = 1_700_000_000_000;

it.each([0, 90_000, -90_000])('what Discord no longer takes is late, however wrong the clock is (%i ms)', (skew) => {
  const lateness = new Lateness();
  const at = (created: number, after: number) => lateness.isTooLate(START + created, START + created + after + skew);
  expect(at(0, 150)).toBe(false);
  expect(at(1_000, 2_900)).toBe(false);
  expect(at(2_000, 3_400)).toBe(true);
  expect(at(3_000, 200)).toBe(false);
});

it('after a clock correction, interactions are soon accepted again', () => {
  const lateness = new Lateness();
  for (let minute = 0; minute < 60; minute++)
    lateness.isTooLate(START + minute * 60_000, START + minute * 60_000 + 100);
  const ahead = (minute: number) => lateness.isTooLate(START + minute * 60_000, START + minute * 60_000 + 20_000);
  expect(ahead(61)).toBe(true);
  for (let minute = 62; minute < 90; minute++) ahead(minute);
  expect(ahead(90)).toBe(false);
});
