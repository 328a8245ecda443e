import { rm } from 'node:fs/promises';
import path from 'node:path';
import { killedBot } from './bot.js';
import { damagedCache, damagedIndex, damagedInUse, damagedMemory } from './damage.js';
import { fullDisk, limitedFiles, readOnly } from './disks.js';
import { killedWhileFetching } from './fetching.js';
import { damagedInstallation } from './installation.js';
import { killedAtEachStep, killedAtRandom } from './kills.js';
import type { Tried } from './outcomes.js';
import { goneWhileServing, twoRuns } from './together.js';
import { Workshop } from './workshop.js';

export interface FaultPlan {
  /** Index runs to kill at random. */
  readonly kills: number;
  /** The seed for moments and bits. */
  readonly seed: number;
  /** Only the faults whose description contains these words. */
  readonly only?: string;
}

/** Bytes of free space, from none to enough. */
const ROOMS = [0, 4_096, 16_384, 40_960, 81_920, 122_880, 163_840, 204_800, 262_144, 327_680, 409_600, 1_048_576];
const SIZES = [100, 4_096, 20_000, 50_000, 90_000, 110_000, 150_000, 500_000];

/** Tries one fault after the other; calls `report` with each description, progress dots, and the time. */
export async function tryFaults(plan: FaultPlan, report: (text: string) => void): Promise<Tried[]> {
  const all: Tried[] = [];
  for (const [what, tryIt] of faults(plan, () => report('.')).filter(([each]) => each.includes(plan.only ?? ''))) {
    const started = performance.now();
    report(`${what} `);
    all.push(await tryIt());
    report(` ${((performance.now() - started) / 1_000).toFixed(0)} s\n`);
  }
  return all;
}

function faults(
  { kills, seed }: FaultPlan,
  dot: () => void,
): readonly (readonly [what: string, tryIt: () => Promise<Tried>])[] {
  return [
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
    ['damaging the bot’s database', () => memory(seed)],
    ['damaging models and settings', () => damagedInstallation({ times: 2, seed })],
    ['removing folders', goneWhileServing],
    ['indexing twice at once', () => twoRuns(6)],
  ];
}

async function memory(seed: number): Promise<Tried> {
  const { root } = await Workshop.open();
  return damagedMemory({ times: 1_000, seed }, path.join(root, 'data')).finally(() => rm(root, { recursive: true }));
}
