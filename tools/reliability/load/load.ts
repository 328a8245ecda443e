import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../../src/config/config.js';
import { quantile } from '../../../src/runtime/quantile.js';
import type { Exchange } from '../../discord-stand-in/client/exchange.js';
import { StandIn } from '../../discord-stand-in/stand-in.js';
import type { Person } from '../../discord-stand-in/world/world.js';
import { type Footprint, MeasuredBot } from '../bot-process.js';
import { isAnswered, isRefused } from '../ledger.js';

/** Questions, some of which the sample articles answer. */
export const QUESTIONS = [
  'How large an area was de-mined?',
  'Who are the engineers?',
  'Which regiment came home?',
  'What does the support detachment do?',
  'How are mines cleared?',
  'What does a ticket for the opera cost?',
];

export interface LoadPlan {
  /** Questions that are asked in turn, each by another person. */
  readonly questions: readonly string[];
  /** Interactions per second. */
  readonly rate: number;
  readonly seconds: number;
  /** Milliseconds to wait for answers after the last question. */
  readonly patience: number;
  /** Whether the articles are indexed again and again meanwhile. */
  readonly reindex: boolean;
  /** Seconds after which the bot is told to stop; never by default. */
  readonly leaveAfter?: number;
}

/** Milliseconds. */
export interface Waits {
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
  readonly longest: number;
}

export interface LoadReport {
  readonly offered: number;
  /** How many were acknowledged, including by a refusal. */
  readonly acknowledged: number;
  readonly acknowledgements: Waits;
  /** How many had their card when the last question was asked, and at the end of the wait. */
  readonly answeredMeanwhile: number;
  readonly answered: number;
  /** From the question to its card. */
  readonly answers: Waits;
  /** Told to ask again later. */
  readonly refused: number;
  /** Acknowledged, but without an answer or a refusal at the end: must be 0. */
  readonly lost: number;
  /** Never acknowledged: Discord tells these people that the bot did not respond. */
  readonly unacknowledged: number;
  /** The most that waited for their answer at the same time. */
  readonly queue: number;
  /** Before the first question, at the maximum, and ten seconds after the last answer. */
  readonly memory: readonly (Footprint | undefined)[];
  /** Index runs that ended meanwhile. */
  readonly indexRuns: number;
  readonly violations: readonly string[];
  readonly faults: readonly string[];
  readonly exitCode: number | null;
}

/** A progress message has a bar or a percentage, so one with neither is the end. */
const DONE = /\*\*Added:\*\*|Reindexed/;
/** The number of people who ask in turn. */
const PEOPLE = 300;
/** Milliseconds between two checks of open questions. */
const LOOK_EVERY = 250;
/** Milliseconds for garbage collection after the last answer. */
const REST = 10_000;

/** Asks the bot, which runs in its own process, questions at a steady rate. */
export async function measureLoad(config: Config, folder: string, plan: LoadPlan): Promise<LoadReport> {
  const discord = await StandIn.start();
  const bot = new MeasuredBot(config, folder, discord);
  try {
    await discord.changes.until('the commands', () => discord.commands.commands.length > 0 || undefined, 120_000);
    await discord.slash('reindex', {}, discord.world.manager).reply(DONE, 600_000);
    const before = await bot.footprint();
    const offering = new AbortController();
    const indexing = plan.reindex ? reindexUntil(offering.signal, discord) : Promise.resolve(0);
    const watched = new Watched(bot);
    if (plan.leaveAfter !== undefined) setTimeout(() => bot.signal('SIGTERM'), plan.leaveAfter * 1_000);
    await offer(discord, plan, watched);
    watched.look();
    const answeredMeanwhile = watched.answered.length;
    offering.abort();
    const patience = Date.now() + plan.patience;
    while (watched.open.size > 0 && Date.now() < patience && bot.isRunning) await sleep(LOOK_EVERY);
    const indexRuns = await indexing;
    await sleep(bot.isRunning ? REST : LOOK_EVERY);
    watched.end();
    const after = await bot.footprint().catch(() => undefined);
    const exitCode = await bot.stop();
    const all = [...watched.open, ...watched.answered, ...watched.refused];
    const acknowledged = all.flatMap(({ exchange: { callback } }) => (callback ? [callback.afterMs] : []));
    return {
      offered: all.length,
      ...{ acknowledged: acknowledged.length, acknowledgements: waitsOf(acknowledged) },
      ...{ answeredMeanwhile, answered: watched.answered.length },
      answers: waitsOf(watched.answered.map(({ after: milliseconds }) => milliseconds)),
      refused: watched.refused.length,
      lost: [...watched.open].filter(({ exchange }) => exchange.callback).length,
      unacknowledged: all.length - acknowledged.length,
      ...{ queue: watched.queue, memory: [before, watched.largest, after], indexRuns },
      ...{ violations: discord.violations.map(withoutIds), faults: bot.faults, exitCode },
    };
  } finally {
    bot.signal('SIGKILL');
    await bot.exit();
    await discord.close();
  }
}

interface Asked {
  readonly exchange: Exchange;
  /** Milliseconds until the card was there, as seen at the next check. */
  after: number;
}

/** Checks the outcome of the questions, and the process, at regular intervals. */
class Watched {
  readonly open = new Set<Asked>();
  readonly answered: Asked[] = [];
  readonly refused: Asked[] = [];
  queue = 0;
  largest: Footprint | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly bot: MeasuredBot) {
    this.#timer = setInterval(() => this.look(), LOOK_EVERY);
  }

  add(exchange: Exchange): void {
    this.open.add({ exchange, after: 0 });
  }

  look(): void {
    let waiting = 0;
    for (const asked of this.open) {
      if (asked.exchange.callback) waiting += 1;
      if (!isAnswered(asked.exchange)) continue;
      asked.after = asked.exchange.age;
      (isRefused(asked.exchange) ? this.refused : this.answered).push(asked);
      this.open.delete(asked);
      waiting -= 1;
    }
    this.queue = Math.max(this.queue, waiting);
    void this.bot.footprint().then(
      (each) => {
        if (each && each.memory > (this.largest?.memory ?? 0)) this.largest = each;
      },
      () => undefined,
    );
  }

  end(): void {
    clearInterval(this.#timer);
    this.look();
  }
}

function waitsOf(milliseconds: readonly number[]): Waits {
  const at = (share: number) => (milliseconds.length === 0 ? Number.NaN : quantile(milliseconds, share));
  return { median: at(0.5), p90: at(0.9), p99: at(0.99), longest: at(1) };
}

/** Counts equal requests as one fault. */
const withoutIds = (violation: string) => violation.replace(/\/(interactions|webhooks)\/\d+\/[\w-]+/, '/$1/…');

async function reindexUntil(signal: AbortSignal, discord: StandIn): Promise<number> {
  let runs = 0;
  while (!signal.aborted) {
    const run = discord.slash('reindex', { mode: 'everything' }, discord.world.manager);
    await run.reply(DONE, 600_000);
    runs += 1;
  }
  return runs;
}

async function offer(discord: StandIn, { questions, rate, seconds }: LoadPlan, watched: Watched): Promise<void> {
  const people = Array.from({ length: PEOPLE }, (_, turn) => discord.world.person(`reader-${turn}`));
  const start = performance.now();
  for (let turn = 0; turn < rate * seconds; turn++) {
    const person = people[turn % people.length] as Person;
    const early = start + (turn * 1_000) / rate - performance.now();
    if (early > 0) await sleep(early);
    const question = questions[turn % questions.length] ?? '';
    watched.add(discord.slash('ask', { question }, person));
  }
}
