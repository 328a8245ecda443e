import { describe, expect, test } from 'vitest';
import { damagedCache, damagedIndex, damagedInUse, damagedMemory } from '../../tools/reliability/faults/damage.js';
import { damagedInstallation } from '../../tools/reliability/faults/installation.js';
import { goneWhileServing, twoRuns } from '../../tools/reliability/faults/together.js';
import { temporaryFolder } from '../support/folders.js';

const seed = Number(process.env.FC_SEED ?? 1);

describe('a damaged file', { timeout: 600_000 }, () => {
  test('of an index leads to the same answer or to a sentence, wherever the damage is', async () => {
    const { broken, outcomes } = await damagedIndex({ times: 15, seed });
    expect(broken).toEqual([]);
    expect(outcomes.get('one sentence')).toBeGreaterThan(30);
  });

  test('of an index in use never leads to a quote that is not in an article', async () => {
    const { broken, outcomes } = await damagedInUse({ times: 25, seed });
    expect(broken).toEqual([]);
    expect(outcomes.get('one sentence')).toBeGreaterThan(0);
  });

  test('of cached vectors does not change a vector of the next index', async () => {
    expect((await damagedCache({ times: 1, seed })).broken).toEqual([]);
  });

  test('of the bot’s database is refused and not changed, or works as before', async () => {
    const { broken, outcomes } = await damagedMemory({ times: 100, seed }, await temporaryFolder());
    expect(broken).toEqual([]);
    expect(outcomes.get('one sentence')).toBeGreaterThan(0);
  });

  // `npm run faults` damages them too.
  test('of the models, their locks or .env that is missing is reported in a sentence', async () => {
    expect((await damagedInstallation({ times: 0, seed })).broken).toEqual([]);
  });
});

describe('while a process is running', { timeout: 600_000 }, () => {
  test('a folder may disappear, and questions are still answered', async () => {
    expect((await goneWhileServing()).broken).toEqual([]);
  });

  test('two index runs happen one after the other, or the second is refused', async () => {
    const { broken, times } = await twoRuns(2);
    expect([broken, times]).toEqual([[], 2]);
  });
});
