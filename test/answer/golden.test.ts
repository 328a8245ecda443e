import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { claimsOf } from '../support/claims-of.js';
import { afterTests, temporaryFolder } from '../support/folders.js';
import { temporaryConfig } from '../support/library.js';
import { measured } from '../support/measured.js';

const shared = fromProjectRoot('../shared');
const articlesDir = path.join(shared, 'articles');
const [golden, differing] = ['articles-dev', 'troops-dev'].map((name) => path.join(shared, `golden/${name}.json`));
const there = [articlesDir, golden, differing].every((each) => each && existsSync(each));
if (!there) process.stdout.write('The golden set is not beside the project: its tests are skipped.\n');

describe.runIf(there)('over the shared articles', { timeout: 300_000 }, () => {
  // Indexed once for both tests.
  let embeddingsDir: string;
  const after = afterTests();
  beforeAll(async () => {
    embeddingsDir = await temporaryFolder(after);
  });

  test('the golden questions stay above their floor', async () => {
    const { rightFirst, rightInThree, wronglyAnswered } = await measured(golden ?? '', articlesDir, embeddingsDir);
    expect(rightFirst).toBeGreaterThanOrEqual(17);
    expect(rightInThree).toBeGreaterThanOrEqual(19);
    expect(wronglyAnswered).toBeLessThanOrEqual(1);
  });

  test('wordings of their contradictions stay above their floor', async () => {
    const { questions } = JSON.parse(readFileSync(differing ?? '', 'utf8')) as { questions: { question: string }[] };
    const config = { ...(await temporaryConfig({})), articlesDir, embeddingsDir };
    const found = await claimsOf(
      config,
      questions.map(({ question }) => question),
    );
    const figures = [...found.values()].filter((each) => each.size >= 2).map((each) => [...each.values()].flat());
    // Totals are given in thousands; deaths and parts of a total are not totals.
    const totals = figures.filter((each) => Math.min(...each) >= 10_000);
    expect(totals.length).toBeGreaterThanOrEqual(8);
    expect(figures.length - totals.length).toBeLessThanOrEqual(1);
  });
});
