import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { killedBot } from '../../tools/reliability/faults/bot.js';
import { damagedCache, damagedIndex, damagedInUse, damagedMemory } from '../../tools/reliability/faults/damage.js';
import { fullDisk, limitedFiles, readOnly } from '../../tools/reliability/faults/disks.js';
import { killedWhileFetching } from '../../tools/reliability/faults/fetching.js';
import { damagedInstallation } from '../../tools/reliability/faults/installation.js';
import { killedAtEachStep, killedAtRandom } from '../../tools/reliability/faults/kills.js';
import { type Tried, table } from '../../tools/reliability/faults/outcomes.js';
import { goneWhileServing, twoRuns } from '../../tools/reliability/faults/together.js';
import { Workshop } from '../../tools/reliability/faults/workshop.js';

const command = new Command('faults')
  .description(
    'Kills, fills, damages and takes away what the bot needs, in folders of its own, and prints what came of it. Exits with 1 when something broke.',
  )
  .usage('-- [options]')
  .option('--kills <number>', 'index runs to kill at random', Number, 100)
  .option('--seed <number>', 'another seed draws other moments and bits', Number, 1)
  .option('--only <words>', 'only the faults whose description holds these words')
  .parse();
const { kills, seed, only = '' } = command.opts<{ kills: number; seed: number; only?: string }>();

/** Bytes of room left, from none to enough. */
const ROOMS = [0, 4_096, 16_384, 40_960, 81_920, 122_880, 163_840, 204_800, 262_144, 327_680, 409_600, 1_048_576];
const SIZES = [100, 4_096, 20_000, 50_000, 90_000, 110_000, 150_000, 500_000];

async function memory(): Promise<Tried> {
  const { root } = await Workshop.open();
  return damagedMemory({ times: 1_000, seed }, path.join(root, 'data')).finally(() => rm(root, { recursive: true }));
}

const dot = () => void process.stderr.write('.');
const faults: readonly (readonly [what: string, tryIt: () => Promise<Tried>])[] = [
  ['killing index runs at random', () => killedAtRandom(kills, seed, dot)],
  ['killing index runs step by step', () => killedAtEachStep(dot)],
  ['killing the bot while it indexes', () => killedBot(Math.ceil(kills / 10), seed, dot)],
  ['killing downloads of the model', () => killedWhileFetching(5, seed)],
  ['filling the disk', () => fullDisk(ROOMS)],
  ['limiting files', () => limitedFiles(SIZES)],
  ['write-protecting folders', readOnly],
  ['damaging the index', () => damagedIndex({ times: 250, seed })],
  ['damaging an index in use', () => damagedInUse({ times: 200, seed })],
  ['damaging the cache of vectors', () => damagedCache({ times: 10, seed })],
  ['damaging the bot’s memory', memory],
  ['damaging models and settings', () => damagedInstallation({ times: 2, seed })],
  ['taking folders away', goneWhileServing],
  ['indexing twice at once', () => twoRuns(6)],
];

const all: Tried[] = [];
for (const [what, tryIt] of faults.filter(([each]) => each.includes(only))) {
  const started = performance.now();
  process.stderr.write(`${what} `);
  all.push(await tryIt());
  process.stderr.write(` ${((performance.now() - started) / 1_000).toFixed(0)} s\n`);
}
process.stdout.write(`${table(all)}\n`);
if (all.some(({ broken }) => broken.length > 0)) process.exitCode = 1;
