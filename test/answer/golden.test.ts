import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { measured } from '../support/measured.js';

const shared = fromProjectRoot('../shared');
const golden = path.join(shared, 'golden/articles-dev.json');
const there = existsSync(golden) && existsSync(path.join(shared, 'articles'));
if (!there) process.stdout.write('The golden set is not beside the project: its test is skipped.\n');

test.runIf(there)(
  'the golden questions over the shared articles stay above their floor',
  { timeout: 90_000 },
  async () => {
    const { rightFirst, rightInThree, wronglyAnswered } = await measured(golden, path.join(shared, 'articles'));
    expect(rightFirst).toBeGreaterThanOrEqual(17);
    expect(rightInThree).toBeGreaterThanOrEqual(19);
    expect(wronglyAnswered).toBeLessThanOrEqual(1);
  },
);
