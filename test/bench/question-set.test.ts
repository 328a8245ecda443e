import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readQuestionSet, sample } from '../../src/bench/question-set.js';
import { temporaryFolder } from '../support/folders.js';

async function fileOf(content: unknown): Promise<string> {
  const file = path.join(await temporaryFolder(), 'set.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

test('SQuAD paragraphs become articles, and answers offsets into them', async () => {
  const qas = [{ id: 'a', question: 'Who?', answers: [{ text: 'Ada', answer_start: 4 }] }];
  const set = await readQuestionSet(await fileOf({ data: [{ paragraphs: [{ context: 'See Ada.', qas }] }] }));
  expect(set.articles).toEqual([{ id: 'p0', text: 'See Ada.' }]);
  expect(set.questions).toEqual([{ id: 'a', question: 'Who?', gold: [{ articleId: 'p0', start: 4, end: 7 }] }]);
});

test('the golden format names articles and strings in them', async () => {
  const questions = [{ id: 'g', question: 'Who?', answers: [{ article: 'a.txt', quote: 'Ada' }] }];
  const set = await readQuestionSet(await fileOf({ questions }));
  expect(set.articles).toBeUndefined();
  expect(set.questions[0]?.gold).toEqual([{ articleId: 'a.txt', quote: 'Ada' }]);
});

test('any other file is refused with what it should be', async () => {
  await expect(readQuestionSet(await fileOf({ items: [] }))).rejects.toThrow(/SQuAD format.*golden set/);
});

test('a sample is the same for the same seed, and has no question twice', () => {
  const all = Array.from({ length: 100 }, (_, index) => index);
  expect(sample(all, 20, 5)).toEqual(sample(all, 20, 5));
  expect(sample(all, 20, 5)).not.toEqual(sample(all, 20, 6));
  expect(new Set(sample(all, 100, 1)).size).toBe(100);
});
