import { describe, expect, test } from 'vitest';
import { killedBot } from '../../tools/reliability/faults/bot.js';
import { killedWhileFetching } from '../../tools/reliability/faults/fetching.js';
import { killedAtEachStep, killedAtRandom } from '../../tools/reliability/faults/kills.js';
import { type Tried, table } from '../../tools/reliability/faults/outcomes.js';

const SEED = Number(process.env.FC_SEED ?? 1);

function expectWhole(tried: Tried, atLeast: number): void {
  process.stdout.write(`${table([tried])}\n`);
  expect(tried.broken).toEqual([]);
  expect(tried.times).toBeGreaterThanOrEqual(atLeast);
}

// `npm run faults` kills a hundred times, and before every step.
describe('a process that is killed', { timeout: 600_000 }, () => {
  test('at a random moment of an index run leaves the old or the new index in use, and the next run cleans up', async () => {
    expectWhole(await killedAtRandom(3, SEED), 3);
  });

  test('at each stage of an index run does the same', async () => {
    const stages = /COMMIT|rename|open .current|DELETE FROM vectors/;
    const tried = await killedAtEachStep(() => {}, stages);
    expectWhole(tried, 3);
    expect([...tried.outcomes.keys()].sort()).toEqual([
      'the complete new index is in use',
      'the complete old index is in use',
    ]);
  });

  test('as the bot while it indexes, answers from a complete index after a restart', async () => {
    expectWhole(await killedBot(1, SEED), 1);
  });

  test('while it downloads the model, leaves nothing that is taken for a model', async () => {
    expectWhole(await killedWhileFetching(1, SEED), 1);
  });
});
