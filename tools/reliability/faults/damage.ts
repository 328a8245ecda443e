import { mkdir, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seeded } from '../../../src/calibration/random.js';
import { generationPaths } from '../../../src/library/generations/paths.js';
import { UserError } from '../../../src/runtime/errors.js';
import { openState } from '../../../src/state/state.js';
import { type Used, used } from './kills.js';
import { Outcomes, type Tried } from './outcomes.js';
import type { Workshop } from './workshop.js';

/** A way to damage bytes. */
type Damage = (bytes: Buffer) => Buffer;

/** Flips a bit or truncates the file, at a random (0 to 1) position. */
export function drawn(random: () => number): { what: (length: number) => string; damage: Damage } {
  const [isCut, where, bit] = [random() < 0.25, random(), Math.floor(8 * random())];
  const at = (length: number) => Math.floor(where * length);
  return {
    what: (length) => (isCut ? `cut at ${at(length)}` : `bit ${bit} of byte ${at(length)} flipped`),
    damage(bytes) {
      if (isCut) return bytes.subarray(0, at(bytes.length));
      const flipped = Buffer.from(bytes);
      flipped[at(bytes.length)] = (flipped[at(bytes.length)] ?? 0) ^ (1 << bit);
      return flipped;
    },
  };
}

/** Overwrites a file in place, so that a process that has it open sees the change. */
async function overwrite(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.write(bytes, 0, bytes.length, 0);
  } finally {
    await handle.close();
  }
  await truncate(file, bytes.length);
}

/** Damages one file after the other, checks the result each time, and repairs it again. */
async function damageEach(
  outcomes: Outcomes,
  files: readonly string[],
  { times, seed }: { readonly times: number; readonly seed: number },
  look: (change: () => Promise<void>) => Promise<string>,
): Promise<Tried> {
  const random = seeded(seed);
  for (const file of files) {
    const whole = await readFile(file);
    for (let round = 0; round < times; round++) {
      const { what, damage } = drawn(random);
      await outcomes.try(`${path.basename(file)}, ${what(whole.length)}`, async () => {
        try {
          return await look(() => overwrite(file, damage(whole)));
        } catch (cause) {
          if (!(cause instanceof UserError)) throw cause;
          return 'one sentence';
        } finally {
          await overwrite(file, whole);
        }
      });
    }
  }
  return outcomes.tried;
}

type Trials = { readonly times: number; readonly seed: number };

async function withIndex(
  work: (place: Used, files: Record<'store' | 'vectors' | 'manifest' | 'current', string>) => Promise<Tried>,
) {
  const place = await used();
  try {
    const { embeddingsDir } = place.workshop.config;
    const current = place.workshop.pointer();
    const [id = ''] = (await readFile(current, 'utf8')).split('\n');
    return await work(place, { ...generationPaths(embeddingsDir, id), current });
  } finally {
    await place.serving.close();
    await place.workshop.close();
  }
}

/** Flipped bits and truncated files in an index that is opened afterwards. */
export function damagedIndex(trials: Trials): Promise<Tried> {
  const outcomes = new Outcomes(`a bit flipped or the end cut off in a file of the index (seed ${trials.seed})`);
  return withIndex(({ serving, version }, { store, vectors, manifest, current }) =>
    damageEach(outcomes, [store, vectors, manifest, current], trials, async (change) => {
      await change();
      const served = await serving.freshVersion();
      if (served !== version) throw new Error(`version ${served} is in use`);
      return 'the same answer';
    }),
  );
}

/** The same in an index that a process has already opened and keeps reading. */
export function damagedInUse(trials: Trials): Promise<Tried> {
  const outcomes = new Outcomes(`the same while a process has the index open (seed ${trials.seed})`);
  return withIndex(async ({ serving }, { store, vectors, manifest, current }) => {
    const before = await serving.answerAfter(async () => {});
    return damageEach(outcomes, [store, store, vectors, manifest, current], trials, async (change) =>
      (await serving.answerAfter(change)) === before ? 'the same answer' : 'other quotes, all of them true',
    );
  });
}

/** A damaged vector cache: the next run must make the same index as without the cache. */
export function damagedCache(trials: Trials): Promise<Tried> {
  const outcomes = new Outcomes(`a bit flipped or the end cut off in the vector cache (seed ${trials.seed})`);
  return withIndex(async ({ serving, workshop, version, indexHere }) => {
    const cache = path.join(workshop.config.embeddingsDir, 'vector-cache.db');
    const vectors = await vectorsOf(workshop);
    return damageEach(outcomes, [cache], trials, async (change) => {
      await change();
      // Adds another article and removes it, so that the index is built again from the cache.
      const extra = path.join(workshop.config.articlesDir, 'extra.txt');
      await writeFile(extra, 'An extra thing happened at noon.');
      await indexHere();
      await writeFile(extra, '');
      await indexHere();
      if ((await serving.freshVersion()) !== version) throw new Error('another version is in use');
      if (!(await vectorsOf(workshop)).equals(vectors)) throw new Error('the index has other vectors');
      return 'the same index';
    });
  });
}

async function vectorsOf(workshop: Workshop): Promise<Buffer> {
  const [id = ''] = (await readFile(workshop.pointer(), 'utf8')).split('\n');
  return readFile(generationPaths(workshop.config.embeddingsDir, id).vectors);
}

/** The bot's database: it opens with its contents, or is refused in one sentence and not changed. */
export async function damagedMemory(trials: Trials, folder: string): Promise<Tried> {
  const outcomes = new Outcomes(`a bit flipped or the end cut off in the bot's database (seed ${trials.seed})`);
  await mkdir(folder, { recursive: true });
  const contents = () => {
    const state = openState(folder, {});
    try {
      return JSON.stringify([...Array(50).keys()].map((guild) => state.settings.of(String(guild))));
    } finally {
      state.close();
    }
  };
  const state = openState(folder, {});
  for (const guild of Array(50).keys()) state.settings.change(String(guild), { cooldown: guild, admins: [`${guild}`] });
  state.close();
  const before = contents();
  const file = path.join(folder, 'verbatim.db');
  return damageEach(outcomes, [file], trials, async (change) => {
    await change();
    const outcome = contents() === before ? 'opens with everything that was in it' : 'opens with a changed setting';
    const names = await readdir(folder);
    if (names.some((name) => name !== 'verbatim.db')) throw new Error(`left ${names.join(', ')}`);
    return outcome;
  });
}
