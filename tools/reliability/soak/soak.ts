import { cp, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AsyncQueue } from '@sapphire/async-queue';
import { seeded } from '../../../src/calibration/random.js';
import type { Config } from '../../../src/config/config.js';
import { median, quantile } from '../../../src/runtime/quantile.js';
import { StandIn } from '../../discord-stand-in/stand-in.js';
import { type Footprint, MeasuredBot } from '../bot-process.js';
import { Ledger, type Tally } from '../ledger.js';
import { type Act, DONE, reindex, type Scene, something } from './acts.js';
import { loseSession, TROUBLES } from './trouble.js';

interface SoakPlan {
  readonly questions: readonly string[];
  readonly minutes: number;
  /** People who do something all the time, and milliseconds that each pauses in between, on the average. */
  readonly people: number;
  readonly pause: number;
  readonly seed: number;
}

/** One line of the table: a minute, or a sixth of a run shorter than that. */
export interface Row extends Tally {
  readonly minutes: number;
  readonly footprint: Footprint | undefined;
  /** Bytes of the state database with its log, and of the index's folder. */
  readonly state: number;
  readonly index: number;
  /** Milliseconds: the 99th percentile of acknowledgements since the row before. */
  readonly acknowledged: number;
  readonly reindexes: number;
  readonly troubles: number;
}

export interface SoakReport {
  readonly rows: readonly Row[];
  readonly problems: readonly string[];
  readonly exitCode: number | null;
}

/** Milliseconds between two troubles, two lost sessions, and two index runs. */
const TROUBLE_EVERY = 12_000;
const SESSION_LOST_EVERY = 90_000;
const REINDEX_EVERY = 40_000;
/** Tries to have the articles indexed in the beginning. */
const MOST_TRIES = 10;
/** Milliseconds between two looks at the process. */
const SAMPLED_EVERY = 1_000;
/** Messages, requests and interactions that the stand-in remembers. */
const REMEMBERED = 1_500;
/** Milliseconds that the last answers get. */
const PATIENCE = 100_000;

/** Lets people use the bot while much goes wrong; `onRow` is told of each minute as it ends. */
export async function soak(
  config: Config,
  folder: string,
  plan: SoakPlan,
  onRow: (row: Row) => void,
): Promise<SoakReport> {
  const articles = path.join(folder, 'articles');
  await mkdir(articles, { recursive: true });
  await cp(config.articlesDir, articles, { recursive: true });
  const discord = await StandIn.start();
  const bot = new MeasuredBot({ ...config, articlesDir: articles }, folder, discord, {
    ASK_CHANNEL_IDS: discord.world.askHere.id,
    STUCK_AFTER_SECONDS: '60',
  });
  const ledger = new Ledger(discord);
  const chance = seeded(plan.seed);
  const scene: Scene = { discord, ledger, articles, questions: plan.questions, chance };
  let end = Number.POSITIVE_INFINITY;
  const counts = { reindexes: 0, troubles: 0 };
  const acting = new Acting();
  const isOver = () => Date.now() >= end || !bot.isRunning;

  /** Every so many milliseconds, and in a short run at least so many times. */
  async function every(milliseconds: number, times: number, work: () => Promise<void>): Promise<void> {
    const span = Math.min(milliseconds, (plan.minutes * 60_000) / (times + 1));
    for (;;) {
      const until = Date.now() + span;
      while (!isOver() && Date.now() < until) await sleep(100);
      if (isOver()) return;
      await work();
    }
  }
  const attempt = (what: string, work: Promise<void>) =>
    work.catch((error: Error) => void ledger.problems.push(`${what}: ${error.message}`));

  async function live(): Promise<void> {
    while (!isOver()) {
      await acting.during(() => attempt('a person', something(scene)));
      await sleep(2 * chance() * plan.pause);
    }
  }
  const run: Act = (given) => acting.during(() => attempt('an index run', reindex(given)));

  try {
    await discord.changes.until('the commands', () => discord.commands.commands.length > 0 || undefined, 120_000);
    await firstIndex(discord);
    end = Date.now() + plan.minutes * 60_000;
    const samples: Footprint[] = [];
    const sampling = setInterval(() => {
      void bot.footprint().then(
        (each) => each && samples.push(each),
        () => undefined,
      );
    }, SAMPLED_EVERY);
    const table = tabulate(
      plan.minutes,
      () => bot.isRunning,
      async (minutes) => {
        ledger.settle();
        discord.forget(REMEMBERED);
        const { tally, acknowledgements } = ledger;
        const sizes = {
          state: await sizeOf(folder, /^verbatim\.db/),
          index: await sizeOf(folder, /^(?!verbatim\.db|articles)/),
        };
        const acknowledged = quantile(acknowledgements.splice(0), 0.99);
        return { minutes, ...tally, ...counts, ...sizes, acknowledged, footprint: middle(samples.splice(0)) };
      },
      onRow,
    );
    const names = Object.keys(TROUBLES);
    await Promise.all([
      ...Array.from({ length: plan.people }, live),
      every(REINDEX_EVERY, 3, async () => {
        await run(scene);
        counts.reindexes += 1;
      }),
      every(TROUBLE_EVERY, 9, async () => {
        const name = names[counts.troubles % names.length] ?? '';
        await attempt(
          name,
          acting.oneAtATime(() => TROUBLES[name]?.(discord, chance) ?? Promise.resolve()),
        );
        counts.troubles += 1;
      }),
      every(SESSION_LOST_EVERY, 1, () =>
        attempt(
          'a lost session',
          acting.alone(() => loseSession(discord)),
        ),
      ),
      table,
    ]);
    const rows = await table;
    clearInterval(sampling);
    const patience = Date.now() + PATIENCE;
    while (ledger.waiting > 0 && Date.now() < patience && bot.isRunning) {
      ledger.settle();
      await sleep(200);
    }
    const isRunning = bot.isRunning;
    const exitCode = await bot.stop();
    const problems = [
      ...ledger.problems,
      ...(ledger.waiting > 0 ? [`${ledger.waiting} were never answered`] : []),
      ...discord.violations.map((each) => `Discord would not have taken: ${each}`),
      ...bot.faults.map((each) => `in the log: ${each}`),
      ...(isRunning ? [] : ['the bot ended by itself']),
      ...(exitCode === 0 ? [] : [`the bot left with ${exitCode}`]),
    ];
    return { rows, problems, exitCode };
  } finally {
    if (bot.isRunning) {
      bot.signal('SIGKILL');
      await bot.exit();
    }
    await discord.close();
  }
}

/** Has the articles indexed before anything counts; a process that has only just started may be too slow to acknowledge the first try. */
async function firstIndex(discord: StandIn): Promise<void> {
  for (let tries = 1; ; tries++) {
    const run = discord.slash('reindex', {}, discord.world.manager);
    const isHeard = await run.acknowledged().then(
      () => true,
      () => false,
    );
    if (isHeard) return void (await run.reply(DONE, 300_000));
    if (tries === MOST_TRIES) throw new Error('the bot acknowledges nothing');
    discord.rest.violations.splice(0);
  }
}

/** Lets a few things happen while nobody does anything. */
class Acting {
  #acting = 0;
  #alone: Promise<void> | undefined;
  readonly #troubles = new AsyncQueue();

  async during(act: () => Promise<void>): Promise<void> {
    while (this.#alone) await this.#alone;
    this.#acting += 1;
    await act().finally(() => {
      this.#acting -= 1;
    });
  }

  /** One trouble at a time. */
  async oneAtATime(work: () => Promise<void>): Promise<void> {
    await this.#troubles.wait();
    try {
      await work();
    } finally {
      this.#troubles.shift();
    }
  }

  async alone(work: () => Promise<void>): Promise<void> {
    await this.oneAtATime(async () => {
      let free = () => {};
      this.#alone = new Promise((resolve) => {
        free = resolve;
      });
      try {
        while (this.#acting > 0) await sleep(20);
        await work();
      } finally {
        this.#alone = undefined;
        free();
      }
    });
  }
}

async function tabulate(
  minutes: number,
  isRunning: () => boolean,
  row: (minutes: number) => Promise<Row>,
  onRow: (row: Row) => void,
): Promise<Row[]> {
  const period = Math.min(60_000, minutes * 10_000);
  const rows: Row[] = [];
  const start = Date.now();
  while (rows.length * period < minutes * 60_000 - 1 && isRunning()) {
    await sleep(Math.max(0, start + (rows.length + 1) * period - Date.now()));
    const next = await row(((rows.length + 1) * period) / 60_000);
    rows.push(next);
    onRow(next);
  }
  return rows;
}

/**
 * The medians, and of memory the lower quartile: an index run takes as much again while it lasts, and JavaScript lets garbage pile up
 * before it is collected.
 */
function middle(samples: readonly Footprint[]): Footprint | undefined {
  if (samples.length === 0) return undefined;
  const of = (what: keyof Footprint) => samples.map((each) => each[what]);
  return { memory: quantile(of('memory'), 0.25), files: median(of('files')), threads: median(of('threads')) };
}

/** Bytes of the files of a folder, and of the folders in it, whose path in it begins so. */
async function sizeOf(folder: string, among: RegExp): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  const sizes = files
    .filter((file) => among.test(file))
    // A generation may be swept up meanwhile.
    .map((file) =>
      stat(path.join(folder, file)).then(
        (each) => (each.isFile() ? each.size : 0),
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
