import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sample } from '../../src/calibration/question-set.js';
import { readQuestionSet } from '../../src/calibration/read-question-set.js';
import { temporaryFolder } from '../support/folders.js';

async function fileOf(content: unknown, name = 'set.json'): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const squadOf = (context: string, ...qas: readonly unknown[]) => fileOf({ data: [{ paragraphs: [{ context, qas }] }] });

test('SQuAD paragraphs become articles, and answers offsets into them', async () => {
  const qas = [{ id: 'a', question: 'Who?', answers: [{ text: 'Ada', answer_start: 4 }] }];
  const set = await readQuestionSet(await squadOf('See Ada.', ...qas));
  expect(set.articles).toEqual([{ id: 'p0', text: 'See Ada.' }]);
  const gold = [{ articleId: 'p0', start: 4, end: 7 }];
  const rest = { where: 'question a', kind: 'answerable', about: 'p0' };
  expect(set.questions).toEqual([{ id: 'a', question: 'Who?', gold, ...rest }]);
  expect(set.misplaced).toEqual([]);
});

test('a set names the kinds of its questions, and an impossible question has no right answer', async () => {
  const answers = [{ text: 'Ada', answer_start: 4 }];
  const set = await readQuestionSet(
    await squadOf(
      'See Ada.',
      { id: 'a', question: 'Who?', kind: 'plain', answers },
      { id: 'b', question: 'Why?', kind: 'twist', is_impossible: true, answers },
      { id: 'c', question: 'When?', is_impossible: true, answers: [] },
    ),
  );
  expect(set.questions.map(({ kind, gold }) => [kind, gold.length])).toEqual([
    ['plain', 1],
    ['twist', 0],
    ['unanswerable', 0],
  ]);
});

test('offsets that count code points, as Python does, are read; an answer that is not near its offset is reported', async () => {
  const set = await readQuestionSet(
    await squadOf(
      '🙂🙂 See Ada.',
      { id: 'a', question: 'Who?', answers: [{ text: 'Ada', answer_start: 7 }] },
      { id: 'b', question: 'Who?', answers: [{ text: 'Eve', answer_start: 7 }] },
    ),
  );
  expect(set.questions[0]?.gold).toEqual([{ articleId: 'p0', start: 9, end: 12 }]);
  expect(set.misplaced).toEqual(['question b: "Eve" is not at offset 7 of its paragraph']);
});

test('lines of JSON name articles and strings in them; missing fields get defaults', async () => {
  const lines = [
    '{"question": "Who?", "answers": [{"article": "a.txt", "quote": "Ada"}]}',
    '',
    '{"id": 7, "question": "Why?", "kind": "far"}',
  ];
  const set = await readQuestionSet(await fileOf(lines.join('\n'), 'set.jsonl'));
  expect(set.articles).toBeUndefined();
  expect(set.questions).toEqual([
    {
      ...{ id: '1', where: 'line 1', question: 'Who?', kind: 'answerable' },
      gold: [{ articleId: 'a.txt', quote: 'Ada' }],
    },
    { id: '7', where: 'line 3', question: 'Why?', kind: 'far', gold: [] },
  ]);
});

test('every line that is not a question is reported', async () => {
  const lines = ['{"question": "Who?"}', 'Who?', '{"id": "x"}', '{"question": "Who?", "answers": [{"article": "a"}]}'];
  const reading = readQuestionSet(await fileOf(lines.join('\n'), 'set.jsonl'));
  await expect(reading).rejects.toThrow(/line 2: .*JSON.*\n +line 3: question: .*\n +line 4: answers\.0\.quote: /);
  await expect(reading).rejects.not.toThrow(/line 1/);
});

test('the golden format names articles and strings in them', async () => {
  const questions = [{ id: 'g', question: 'Who?', answers: [{ article: 'a.txt', quote: 'Ada' }] }];
  const set = await readQuestionSet(await fileOf({ questions }));
  expect(set.articles).toBeUndefined();
  expect(set.questions[0]?.gold).toEqual([{ articleId: 'a.txt', quote: 'Ada' }]);
});

test('any other file is refused, and the message names the formats', async () => {
  await expect(readQuestionSet(await fileOf({ items: [] }))).rejects.toThrow(/SQuAD format.*golden set.*\.jsonl/);
  await expect(readQuestionSet(await fileOf('Who?'))).rejects.toThrow(/set\.json is not JSON/);
});

test('a sample is the same for the same seed, and has no question twice', () => {
  const all = Array.from({ length: 100 }, (_, index) => index);
  expect(sample(all, 20, 5)).toEqual(sample(all, 20, 5));
  expect(sample(all, 20, 5)).not.toEqual(sample(all, 20, 6));
  expect(new Set(sample(all, 100, 1)).size).toBe(100);
});
