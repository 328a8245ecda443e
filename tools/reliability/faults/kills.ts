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

const STOP_AT = fileURLToPath(new URL('./stop-at.js', import.meta.url));

/** How a run ended that was not killed. */
const OVER = 'over before the kill';

/** A workshop in which several generations have served already, so that a run has one to prune. */
export interface Used {
  readonly workshop: Workshop;
  readonly serving: Serving;
  /** The version that serves. */
  version: number;
  /** Milliseconds from a run's first output to its end. */
  readonly working: number;
  /** An index run in this process, which saves starting another. */
  indexHere(): Promise<unknown>;
}

export async function used(settings: Readonly<Record<string, string>> = {}): Promise<Used> {
  const workshop = await Workshop.open(settings);
  let working = 0;
  for (const version of [100, 101, 102]) {
    await workshop.write(version);
    working = workingTime(await finished(workshop));
  }
  const { articlesDir, embeddingsDir } = workshop.config;
  const options = { articlesDir, embeddingsDir, mode: 'changed', threads: 1 } as const;
  const model = await prepareModel(workshop.config);
  const indexHere = () => buildLibrary({ ...options, model }, () => {});
  return { workshop, serving: await Serving.open(workshop), version: 102, working, indexHere };
}

function workingTime({ milliseconds, untilOutput }: Ended): number {
  return milliseconds - untilOutput;
}

async function finished(workshop: Workshop): Promise<Ended> {
  const ended = await workshop.run('faults/index-run');
  if (ended.code !== 0) throw new Error(`an index run ended with ${ended.code}: ${ended.stderr}`);
  return ended;
}

/**
 * Changes every article, has the run killed that indexes them, and looks: what runs on and what starts anew must both serve the
 * old or the new index, whole, and the next run must bring the new one and leave nothing lying about.
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
  const [fresh, standing] = [await serving.freshVersion(), await serving.standingVersion()];
  if (fresh !== old && fresh !== next) throw new Error(`version ${fresh} serves after version ${old}`);
  if (standing !== fresh) throw new Error(`version ${standing} goes on serving where version ${fresh} is current`);
  await place.indexHere();
  const after = await serving.freshVersion();
  if (after !== next) throw new Error(`the next run left version ${after} serving`);
  const left = await workshop.leftovers();
  if (left.length > 0) throw new Error(`the next run left ${left.join(', ')}`);
  if (signal !== 'SIGKILL') return OVER;
  return fresh === old ? 'the old index serves, whole' : 'the new index serves, whole';
}

/** Kills index runs at moments drawn from all of their work, as often as is said; those that end before don't count. */
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
          const ended = await workshop.run('faults/index-run', [], { killAfter });
          working = workingTime(ended);
          return ended;
        });
        // A machine is busier at one time than at another, and the last moments matter as much as the first.
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

/** Kills index runs right before each of the steps by which a run changes its folder, or those `wanted` (see stop-at.ts). */
export async function killedAtEachStep(onTried: () => void = () => {}, wanted = /./): Promise<Tried> {
  const outcomes = new Outcomes('index run killed before each of its steps on the disk');
  const place = await used();
  try {
    const list = path.join(place.workshop.root, 'steps');
    const hooked = { nodeArguments: ['--import', STOP_AT] };
    await place.workshop.write(++place.version);
    await place.workshop.run('faults/index-run', [], { ...hooked, env: { FAULT_STEPS: list } });
    const steps = (await readFile(list, 'utf8')).trim().split('\n');
    for (const [at, step] of steps.entries()) {
      if (!wanted.test(step)) continue;
      const env = { FAULT_STEP: String(at + 1) };
      await outcomes.try(`step ${at + 1}, ${step.slice(0, 60)}`, async () => {
        const outcome = await killOnce(place, (workshop) => workshop.run('faults/index-run', [], { ...hooked, env }));
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
