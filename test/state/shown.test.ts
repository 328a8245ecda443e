import { expect, test } from 'vitest';
import { openDatabase } from '../../src/state/database.js';
import { feedbackIn } from '../../src/state/feedback.js';
import { SHOWN_FOR, type ShownAnswer, shownIn } from '../../src/state/shown.js';
import { temporaryFolder } from '../support/folders.js';

const place = (article: string, paragraph: number) => ({ article, start: 0, end: 9, hash: 'h', number: 1, paragraph });
const answer: ShownAnswer = {
  kind: 'answered',
  confidence: 0.9,
  quotes: [{ ...place('a', 3), marks: [{ start: 1, end: 2 }], also: [place('b', 1)] }, place('a', 4)],
  source: 'publisher:The Post',
};

async function memory() {
  const db = openDatabase(await temporaryFolder());
  let time = 1_000_000_000_000;
  const clock = {
    pass(milliseconds: number) {
      time += milliseconds;
    },
  };
  return { db, clock, shown: shownIn(db, () => time), feedback: feedbackIn(db, () => time) };
}

test('an answer is found again in its own server, under a different id each time', async () => {
  const { db, shown } = await memory();
  const ids = [1, 2].map(() => shown.add(answer, '7', true));
  expect(new Set(ids).size).toBe(2);
  expect(ids[0]).toMatch(/^[\w-]{16}$/);
  expect(shown.find(ids[0] ?? '', '7')).toEqual(answer);
  expect(shown.find(ids[0] ?? '', '8')).toBeUndefined();
  expect(shown.find(ids[0] ?? '', '')).toBeUndefined();
  expect(shown.find('AAAAAAAAAAAAAAAA', '7')).toBeUndefined();
  db.close();
});

test('answers older than 90 days are deleted with their votes', async () => {
  const { db, clock, shown, feedback } = await memory();
  const id = shown.add(answer, '7', true);
  feedback.vote({ answer: id, guild: '7', voter: '1', good: false, reason: 'wrong year' });
  clock.pass(SHOWN_FOR - 1);
  expect(shown.find(id, '7')).toBeDefined();
  clock.pass(1);
  expect(shown.find(id, '7')).toBeUndefined();
  shown.add(answer, '7', true);
  expect(db.prepare('SELECT count(*) AS n FROM shown').get()).toEqual({ n: 1 });
  expect(feedback.counts('7')).toEqual({ good: 0, bad: 0 });
  db.close();
});

test('an article knows how often it was quoted in a server', async () => {
  const { db, shown } = await memory();
  shown.add(answer, '7', true);
  shown.add({ ...answer, quotes: [place('a', 4)] }, '7', true);
  shown.add(answer, '7', false);
  expect(shown.quotedFrom('a', '7')).toEqual({ times: 3, last: 1_000_000_000_000 });
  expect(shown.quotedFrom('a', '8')).toBeUndefined();
  expect(shown.quotedFrom('b', '7')).toBeUndefined();
  db.close();
});

test('everybody has one vote on an answer, may change it, and stays anonymous', async () => {
  const { db, feedback } = await memory();
  const vote = (voter: string, good: boolean, reason?: string) =>
    feedback.vote({ answer: 'x', guild: '7', voter, good, ...(reason && { reason }) });
  expect([vote('123456789', false, ' wrong\nyear '), vote('2', true), vote('123456789', true)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(feedback.counts('7')).toEqual({ good: 2, bad: 0 });
  expect(feedback.reasons('7', 9)).toEqual([]);
  vote('2', false, 'x'.repeat(5_000));
  expect(feedback.reasons('7', 9)).toMatchObject([{ answer: 'x', good: false, reason: 'x'.repeat(500) }]);
  const stored = JSON.stringify(db.prepare('SELECT * FROM feedback').all());
  expect(stored).not.toContain('123456789');
  db.close();
});
