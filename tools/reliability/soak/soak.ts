import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../../../src/calibration/random.js';
import type { Config } from '../../../src/config/config.js';
import { quantile } from '../../../src/runtime/quantile.js';
import { StandIn } from '../../discord-stand-in/stand-in.js';
import { type Footprint, MeasuredBot } from '../bot-process.js';
import { Ledger } from '../ledger.js';
import { Acting } from './acting.js';
import { type Act, DONE, reindex, type Scene, something } from './acts.js';
import { middle, type Row, sizeOf, tabulate } from './rows.js';
import { loseSession, TROUBLES } from './trouble.js';

export interface SoakPlan {
  readonly questions: readonly string[];
  readonly minutes: number;
  /** People who are active all the time, and the average milliseconds that each pauses between two actions. */
  readonly people: number;
  readonly pause: number;
  readonly seed: number;
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
/** The most attempts to have the articles indexed at the beginning. */
const MOST_TRIES = 10;
/** Milliseconds between two measurements of the process. */
const SAMPLED_EVERY = 1_000;
/** Messages, requests and interactions that the stand-in remembers. */
const REMEMBERED = 1_500;
/** Milliseconds to wait for the last answers. */
const ANSWER_TIMEOUT_MS = 100_000;

/** Simulates people who use the bot while much goes wrong; calls `onRow` after each minute. */
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

  /** Repeats after so many milliseconds, but at least a minimum number of times in a short run. */
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
    const deadline = Date.now() + ANSWER_TIMEOUT_MS;
    while (ledger.waiting > 0 && Date.now() < deadline && bot.isRunning) {
      ledger.settle();
      await sleep(200);
    }
    const isRunning = bot.isRunning;
    const exitCode = await bot.stop();
    const problems = [
      ...ledger.problems,
      ...(ledger.waiting > 0 ? [`${ledger.waiting} were never answered`] : []),
      ...discord.violations.map((each) => `Discord would have refused: ${each}`),
      ...bot.faults.map((each) => `in the log: ${each}`),
      ...(isRunning ? [] : ['the bot ended by itself']),
      ...(exitCode === 0 ? [] : [`the bot ended with ${exitCode}`]),
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

/** Has the articles indexed before anything counts; a process that has just started may be too slow to acknowledge the first attempt. */
async function firstIndex(discord: StandIn): Promise<void> {
  for (let tries = 1; ; tries++) {
    const run = discord.slash('reindex', {}, discord.world.manager);
    const isHeard = await run.acknowledged().then(
      () => true,
      () => false,
    );
    if (isHeard) return void (await run.reply(DONE, 300_000));
    if (tries === MOST_TRIES) throw new Error('the bot does not acknowledge anything');
    discord.rest.violations.splice(0);
  }
}
