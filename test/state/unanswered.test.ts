import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LoadedModel } from '../../src/search/embedding/model.js';
import { quantize } from '../../src/search/vectors/quantize.js';
import { openDatabase } from '../../src/state/database.js';
import { MOST_KEPT, type Unanswered, unansweredIn } from '../../src/state/unanswered.js';
import { temporaryFolder } from '../support/folders.js';
import { realModel } from '../support/model.js';

const DAY = 24 * 60 * 60_000;
const NOON = Date.UTC(2026, 2, 10, 12);
const ALL = { order: 'count', skip: 0, most: 100 } as const;

async function store(at = () => NOON) {
  const folder = await temporaryFolder();
  const db = openDatabase(folder);
  return { folder, db, kept: unansweredIn(db, at) };
}

/** Questions with different numbers have nothing in common. */
const meaningOf = (number: number) => {
  const vector = new Float32Array(400);
  vector[number % 400] = 1;
  return { model: 'test', vector: quantize(vector) };
};

const asked = (person: string, guild = '1', number = 0): Unanswered => {
  return { guild, person, question: `question ${number}`, meaning: meaningOf(number) };
};

test('questions about one thing become one topic, and others stay separate', async () => {
  const { kept } = await store();
  const model = await LoadedModel.load(await realModel(), 1);
  const questions = [
    'When does the library open?',
    'What are the opening hours of the library?',
    'what time is the library open',
    'How much is a bus ticket?',
    'how much does it cost to take the bus',
    'Who is the mayor?',
    // The model hardly knows these scripts, and finds all such texts similar.
    '도서관은 몇 시에 문을 여나요?',
    '시장님의 이름은 무엇인가요?',
    '버스 요금은 얼마인가요?',
    '도서관 문은 몇 시에 여나요?',
    'Коли відчиняється бібліотека?',
    'Скільки коштує квиток на автобус?',
  ];
  const vectors = await model.embed(questions, 'query');
  for (const [at, question] of questions.entries()) {
    const meaning = { model: 'test', vector: quantize(vectors[at] as Float32Array) };
    kept.keep({ guild: '1', person: String(at), question, meaning });
  }
  const { topics, total } = kept.topics('1', 30, ALL);
  expect(total).toBe(8);
  expect(topics[0]).toEqual({ count: 3, last: NOON - DAY / 2, wordings: questions.slice(0, 3).toReversed() });
  expect(topics.slice(1).map(({ count }) => count)).toEqual([2, 2, 1, 1, 1, 1, 1]);
  const newest = kept.topics('1', 30, { order: 'newest', skip: 0, most: 1 }).topics;
  expect(newest[0]?.wordings).toEqual([questions[11]]);
  await model.close();
});

test('a topic survives its first question', async () => {
  const { kept } = await store();
  for (const person of ['a', 'b']) kept.keep(asked(person));
  expect(await kept.forget('a')).toBe(1);
  kept.keep(asked('c'));
  expect(kept.topics('1', 30, ALL)).toMatchObject({ total: 1, questions: 2 });
});

test('vectors of another model are not compared', async () => {
  const { kept } = await store();
  kept.keep(asked('a'));
  kept.keep({ ...asked('a'), meaning: { ...meaningOf(0), model: 'other' } });
  expect(kept.topics('1', 30, ALL).total).toBe(2);
});

test('deleting removes exactly one person’s questions, where they wish', async () => {
  const people = fc.constantFrom('1000', '1001', '10001', '');
  const anywhere = fc.array(fc.tuple(people, fc.constantFrom('1', '2'), fc.nat(300)), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(anywhere, people, fc.constantFrom('1', undefined), async (all, person, guild) => {
      const db = openDatabase(await temporaryFolder());
      const kept = unansweredIn(db, () => NOON);
      for (const [each, where, number] of all) kept.keep(asked(each, where, number));
      const isTheirs = ([each, where]: readonly [string, string, number]) =>
        each === person && (guild === undefined || where === guild);
      expect(await kept.forget(person, guild)).toBe(all.filter(isTheirs).length);
      for (const where of ['1', '2']) {
        const left = all
          .filter((row) => row[1] === where && !isTheirs(row))
          .map(([, , number]) => `question ${number}`);
        const found = kept.all(where, 30).map(({ question }) => question);
        expect(found.sort()).toEqual(left.sort());
      }
      expect(await kept.forget(person, guild)).toBe(0);
      db.close();
    }),
    { numRuns: 15 },
  );
});

test('rows reveal neither who asked nor which belong to the same person', async () => {
  const { folder, db, kept } = await store();
  const person = '123456789012345678';
  for (const number of [1, 2, 3]) kept.keep(asked(person, '1', number));
  const rows = db.prepare('SELECT * FROM unanswered').all() as Record<string, Buffer>[];
  for (const column of ['salt', 'marker']) {
    expect(new Set(rows.map((row) => row[column]?.toString('hex'))).size).toBe(3);
  }
  // Only the day is stored.
  expect(rows.map(({ at }) => at)).toEqual([1, 2, 3].map(() => NOON - DAY / 2));
  db.pragma('wal_checkpoint(TRUNCATE)');
  expect((await readFile(path.join(folder, 'verbatim.db'))).includes(person)).toBe(false);
  // Without the key, as for somebody who has only the rows, markers can't be matched.
  db.prepare("UPDATE installation SET value = ? WHERE name = 'unanswered'").run(randomBytes(32));
  expect(await unansweredIn(db, () => NOON).forget(person)).toBe(0);
  expect(kept.all('1', 30)).toHaveLength(3);
});

test('deleted data can no longer be read from the file', async () => {
  const { folder, db, kept } = await store();
  kept.keep({ ...asked('a'), question: 'a-very-telling-question' });
  db.pragma('wal_checkpoint(TRUNCATE)');
  const read = async () => (await readFile(path.join(folder, 'verbatim.db'))).includes('a-very-telling-question');
  expect(await read()).toBe(true);
  await kept.forget('a');
  db.pragma('wal_checkpoint(TRUNCATE)');
  expect(await read()).toBe(false);
});

test('nothing is shown or kept longer than each server’s own limit', async () => {
  let now = NOON;
  const { db, kept } = await store(() => now);
  for (const guild of ['1', '2', '3']) kept.keep(asked('a', guild));
  now += 6 * DAY;
  kept.keep(asked('b', '1', 1));
  expect(kept.topics('1', 30, ALL).questions).toBe(2);
  expect(kept.topics('1', 5, ALL)).toMatchObject({ questions: 1, total: 1 });
  expect(kept.all('1', 5)).toHaveLength(1);
  const days: Record<string, number> = { '1': 5, '2': 30, '3': 0 };
  expect(kept.prune((guild) => days[guild] ?? 0)).toBe(2);
  const left = db.prepare('SELECT guild, question FROM unanswered ORDER BY guild').all();
  expect(left).toEqual([
    { guild: '1', question: 'question 1' },
    { guild: '2', question: 'question 0' },
  ]);
});

test('a server’s questions are limited in number, and cleared without affecting another’s', async () => {
  const { db, kept } = await store();
  const insert = db.prepare(
    "INSERT INTO unanswered (guild, at, question, topic, model, vector, salt, marker) VALUES (?, ?, 'q', 1, 'm', x'', x'', x'')",
  );
  db.transaction(() => {
    for (let row = 0; row < MOST_KEPT; row++) insert.run('1', NOON);
  })();
  kept.keep(asked('a', '1', 7));
  kept.keep(asked('a', '2', 7));
  expect(kept.topics('1', 30, ALL).questions).toBe(MOST_KEPT);
  expect(kept.clear('1')).toBe(MOST_KEPT);
  expect(kept.topics('2', 30, ALL).questions).toBe(1);
});

test('two processes can share the file', async () => {
  const { folder, kept } = await store();
  const other = unansweredIn(openDatabase(folder), () => NOON);
  kept.keep(asked('a'));
  other.keep(asked('a'));
  expect(kept.topics('1', 30, ALL)).toMatchObject({ total: 1, questions: 2 });
  expect(await other.forget('a')).toBe(2);
  expect(new Database(path.join(folder, 'verbatim.db')).pragma('quick_check', { simple: true })).toBe('ok');
});
