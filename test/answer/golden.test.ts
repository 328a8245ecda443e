import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config.js';
import { fromProjectRoot } from '../../src/project.js';
import { temporaryFolder } from '../support/folders.js';
import { opened } from '../support/library.js';

interface GoldenSet {
  questions: { id: string; question: string; answers: { article: string; quote: string }[] }[];
}

const shared = fromProjectRoot('../shared');
const golden = path.join(shared, 'golden/articles-dev.json');
const there = existsSync(golden) && existsSync(path.join(shared, 'articles'));
if (!there) process.stdout.write('The golden set is not beside the project: its test is skipped.\n');

test.runIf(there)('the golden questions over the shared articles stay above their floor', async () => {
  const config = parseConfig({
    ARTICLES_DIR: path.join(shared, 'articles'),
    EMBEDDINGS_DIR: await temporaryFolder(),
    MODEL_DIR: parseConfig({ MODEL_DIR: process.env.MODEL_DIR }).modelDir,
  });
  const verbatim = await opened(config);
  await verbatim.reindex('changed');
  const { questions } = JSON.parse(readFileSync(golden, 'utf8')) as GoldenSet;
  const counts = { answerable: 0, rightFirst: 0, rightInThree: 0, unanswerable: 0, wronglyAnswered: 0 };
  for (const { question, answers } of questions) {
    const { kind, quotes } = verbatim.verified(await verbatim.ask(question));
    const right = quotes.map(({ articleId, text }) =>
      answers.some((gold) => gold.article === articleId && text.includes(gold.quote)),
    );
    if (answers.length === 0) {
      counts.unanswerable++;
      if (kind === 'answered') counts.wronglyAnswered++;
    } else {
      counts.answerable++;
      if (right[0]) counts.rightFirst++;
      if (right.slice(0, 3).includes(true)) counts.rightInThree++;
    }
  }
  process.stdout.write(
    `Golden set: ${counts.rightFirst} of ${counts.answerable} right first, ${counts.rightInThree} right in three; ` +
      `${counts.wronglyAnswered} of ${counts.unanswerable} unanswerable ones answered.\n`,
  );
  expect(counts.rightFirst).toBeGreaterThanOrEqual(15);
  expect(counts.rightInThree).toBeGreaterThanOrEqual(19);
  expect(counts.wronglyAnswered).toBeLessThanOrEqual(3);
});
