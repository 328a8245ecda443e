import { describe, expect, test } from 'vitest';
import { damagedCache, damagedIndex, damagedInUse, damagedMemory } from '../../tools/reliability/faults/damage.js';
import { damagedInstallation } from '../../tools/reliability/faults/installation.js';
import { goneWhileServing, twoRuns } from '../../tools/reliability/faults/together.js';
import { temporaryFolder } from '../support/folders.js';

const seed = Number(process.env.FC_SEED ?? 1);

describe('a damaged file', { timeout: 600_000 }, () => {
  test('of an index ends in the same answer or in a sentence, wherever the damage is', async () => {
    const { broken, outcomes } = await damagedIndex({ times: 15, seed });
    expect(broken).toEqual([]);
    expect(outcomes.get('one sentence')).toBeGreaterThan(30);
  });

  test('of an index in use never ends in a quote that stands in no article', async () => {
    const { broken, outcomes } = await damagedInUse({ times: 25, seed });
    expect(broken).toEqual([]);
    expect(outcomes.get('one sentence')).toBeGreaterThan(0);
  });

  test('of cached vectors changes no vector of the next index', async () => {
    expect((await damagedCache({ times: 1, seed })).broken).toEqual([]);
  });

  test('of the bot’s memory is refused and left as it lies, or is as good as before', async () => {
    const { broken, outcomes } = await damagedMemory({ times: 100, seed }, await temporaryFolder());
    expect(broken).toEqual([]);
    expect(outcomes.get('one sentence')).toBeGreaterThan(0);
  });

  // `npm run faults` damages them too.
  test('of the models, their locks or .env that is gone is said in a sentence', async () => {
    expect((await damagedInstallation({ times: 0, seed })).broken).toEqual([]);
  });
});

describe('beneath and beside a process that serves', { timeout: 600_000 }, () => {
  test('a folder may go, and questions are answered on', async () => {
    expect((await goneWhileServing()).broken).toEqual([]);
  });

  test('two index runs come one after the other, or the second says that there is one', async () => {
    const { broken, times } = await twoRuns(2);
    expect([broken, times]).toEqual([[], 2]);
  });
});
