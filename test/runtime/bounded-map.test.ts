import { expect, it } from 'vitest';
import { BoundedMap } from '../../src/runtime/bounded-map.js';

it('keeps the entries that were set last, and returns the dropped key', () => {
  const map = new BoundedMap<number>(2);
  expect([map.set('one', 1), map.set('two', 2), map.set('one', 3)]).toEqual([undefined, undefined, undefined]);
  expect(map.get('two')).toBe(2);
  expect(map.set('three', 4)).toBe('two');
  expect(['one', 'two', 'three'].map((key) => map.get(key))).toEqual([3, undefined, 4]);
  expect(map.set('two', 5)).toBe('one');
  expect(map.has('one')).toBe(false);
});
