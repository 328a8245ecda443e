import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from '../../../src/calibration/random.js';
import { buildLibrary } from '../../../src/library/indexing/build.js';
import { prepareModel } from '../../../src/search/model/prepare.js';
import type { Ended } from './commands.js';
import { Outcomes, type Tried } from './outcomes.js';
import { Serving } from './serving.js';
import { Workshop } from './workshop.js';

/** What indexes with little else around it. */
const INDEX_RUN = 'tools/reliability/faults/index-run';
const STOP_AT = fileURLToPath(new URL('./stop-at.js', import.meta.url));

/** The outcome of a run that ended before the kill. */
const OVER = 'over before the kill';

/** A workshop in which several generations have been in use, so that a run has one to prune. */
export interface Used {
  readonly workshop: Workshop;
  readonly serving: Serving;
  /** The version in use. */
  version: number;
  /** Milliseconds from a run's first output to its end. */
  readonly working: number;
  /** An index run in this process, which saves starting another. */
  indexHere(): Promise<unknown>;
}

export async function used(settings: Readonly<Record<string, string>> = {}): Promise<Used> {
  const workshop = await Workshop.open(settings);
  const { articlesDir, embeddingsDir } = workshop.config;
  const options = { articlesDir, embeddingsDir, mode: 'changed', threads: 1 } as const;
  const model = await prepareModel(workshop.config);
  const indexHere = () => buildLibrary({ ...options, model }, () => {});
  for (const version of [100, 101]) {
    await workshop.write(version);
    await indexHere();
  }
  await workshop.write(102);
  const working = workingTime(await finished(workshop));
  return { workshop, serving: await Serving.open(workshop), version: 102, working, indexHere };
}

function workingTime({ milliseconds, untilOutput }: Ended): number {
  return milliseconds - untilOutput;
}

async function finished(workshop: Workshop): Promise<Ended> {
  const ended = await workshop.run(INDEX_RUN);
  if (ended.code !== 0) throw new Error(`an index run ended with ${ended.code}: ${ended.stderr}`);
  return ended;
}

/**
 * Changes every article, kills the run that indexes them, and checks the result: running and new processes must both use the complete
 * old or new index, and the next run must make the new one current and leave no files behind.
 */
export async function killOnce(
  place: Used,
  kill: (workshop: Workshop) => Promise<Pick<Ended, 'signal'>>,
): Promise<string> {
  const { workshop, serving } = place;
  const [old, next] = [place.version, place.version + 1];
  place.version = next;
  await workshop.write(next);
  const { signal } = await kill(workshop);
  const [fresh, running] = [await serving.freshVersion(), await serving.runningVersion()];
  if (fresh !== old && fresh !== next) throw new Error(`version ${fresh} is in use after version ${old}`);
  if (running !== fresh) throw new Error(`version ${running} is still in use although version ${fresh} is current`);
  await place.indexHere();
  const after = await serving.freshVersion();
  if (after !== next) throw new Error(`the next run left version ${after} in use`);
  const left = await workshop.leftovers();
  if (left.length > 0) throw new Error(`the next run left ${left.join(', ')}`);
  if (signal !== 'SIGKILL') return OVER;
  return fresh === old ? 'the complete old index is in use' : 'the complete new index is in use';
}

/** Kills index runs at random moments of their work, as often as specified; runs that end before the kill are not counted. */
export async function killedAtRandom(times: number, seed: number, onTried: () => void = () => {}): Promise<Tried> {
  const outcomes = new Outcomes(`index run killed at a random moment (seed ${seed})`);
  const random = seeded(seed);
  const place = await used();
  let longest = place.working;
  try {
    while (outcomes.times < times) {
      const killAfter = longest * random();
      await outcomes.try(`after ${Math.round(killAfter)} ms`, async () => {
        let working = 0;
        const outcome = await killOnce(place, async (workshop) => {
          const ended = await workshop.run(INDEX_RUN, [], { killAfter });
          working = workingTime(ended);
          return ended;
        });
        // The machine is not equally busy all the time, and the last moments matter as much as the first.
        const isOver = outcome === OVER;
        if (isOver) longest = working;
        else if (killAfter > 0.8 * longest) longest *= 1.2;
        return isOver ? undefined : outcome;
      });
      onTried();
    }
    return outcomes.tried;
  } finally {
    await place.serving.close();
    await place.workshop.close();
  }
}

/** Kills index runs right before each step that changes their folder, or before those that match `wanted` (see stop-at.ts). */
export async function killedAtEachStep(onTried: () => void = () => {}, wanted = /./): Promise<Tried> {
  const outcomes = new Outcomes('index run killed before each of its disk operations');
  const place = await used();
  try {
    const list = path.join(place.workshop.root, 'steps');
    const hooked = { nodeArguments: ['--import', STOP_AT] };
    await place.workshop.write(++place.version);
    await place.workshop.run(INDEX_RUN, [], { ...hooked, env: { FAULT_STEPS: list } });
    const steps = (await readFile(list, 'utf8')).trim().split('\n');
    for (const [at, step] of steps.entries()) {
      if (!wanted.test(step)) continue;
      const env = { FAULT_STEP: String(at + 1) };
      await outcomes.try(`step ${at + 1}, ${step.slice(0, 60)}`, async () => {
        const outcome = await killOnce(place, (workshop) => workshop.run(INDEX_RUN, [], { ...hooked, env }));
        if (outcome === OVER) throw new Error('the process outlived its kill');
        return outcome;
      });
      onTried();
    }
    return outcomes.tried;
  } finally {
    await place.serving.close();
    await place.workshop.close();
  }
}
