import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { QUESTIONS } from '../../tools/reliability/load/load.js';
import { soak } from '../../tools/reliability/soak/soak.js';
import { verdict } from '../../tools/reliability/soak/verdict.js';
import { temporaryFolder } from '../support/folders.js';

// A short version of `npm run soak`, which takes an hour.
it('people, reindexes and a failing connection: nothing is lost, duplicated or accumulated', {
  timeout: 120_000,
}, async () => {
  const config = { ...loadConfig(), articlesDir: fromProjectRoot('articles') };
  const plan = { questions: QUESTIONS, minutes: 0.25, people: 4, pause: 400, seed: 1 };
  const report = await soak(config, await temporaryFolder(), plan, () => {});
  expect(report.rows).toHaveLength(6);
  // This soon after the start, memory still grows.
  expect(verdict(report, { memory: 100, files: 20, threads: 4, state: 20_000 })).toEqual([]);
  expect(report.rows.at(-1)?.troubles).toBeGreaterThan(0);
});
