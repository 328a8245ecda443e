import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.js';
import { fromProjectRoot } from '../project.js';
import type { Exchange } from '../stand-in/exchange.js';
import { StandIn } from '../stand-in/stand-in.js';

/** Questions of which the sample articles answer some. */
export const QUESTIONS = [
  'How large an area was de-mined?',
  'Who are the engineers?',
  'Which regiment came home?',
  'What does the support detachment do?',
  'How are mines cleared?',
  'What does a ticket for the opera cost?',
];

export interface LoadPlan {
  /** Questions offered in turn, each by somebody else. */
  readonly questions: readonly string[];
  /** Interactions a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Milliseconds that are waited for answers after the last question. */
  readonly patience: number;
}

export interface LoadReport {
  readonly offered: number;
  readonly acknowledged: number;
  /** Milliseconds until the acknowledgement. */
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
  /** How many had been given their card when the last question was offered, and at the end of all patience. */
  readonly answeredMeanwhile: number;
  readonly answered: number;
  /** Index runs that ended meanwhile. */
  readonly indexRuns: number;
  readonly violations: readonly string[];
}

/** Offers questions to the bot, in a process of its own, at a steady rate while it reads its articles anew again and again. */
export async function measureLoad(config: Config, folder: string, plan: LoadPlan): Promise<LoadReport> {
  const discord = await StandIn.start();
  const bot = startBotProcess(config, folder, discord);
  try {
    await discord.changes.until('the commands', () => discord.commands.commands.length > 0 || undefined, 120_000);
    await discord.slash('reindex', {}, discord.world.manager).reply(DONE, 600_000);
    const offering = new AbortController();
    const indexing = reindexUntil(offering.signal, discord);
    const asked = await offer(discord, plan);
    const answeredMeanwhile = asked.filter(isAnswered).length;
    offering.abort();
    await discord.changes
      .until('all answers', () => asked.every(isAnswered) || undefined, plan.patience)
      .catch(() => {});
    const indexRuns = await indexing;
    const waits = asked
      .flatMap(({ callback }) => (callback ? [callback.afterMs] : []))
      .sort((one, other) => one - other);
    const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? Number.NaN;
    return {
      ...{ offered: asked.length, acknowledged: waits.length, median: at(0.5), p99: at(0.99), longest: at(1) },
      ...{
        answeredMeanwhile,
        answered: asked.filter(isAnswered).length,
        indexRuns,
        violations: discord.violations.map(withoutIds),
      },
    };
  } finally {
    bot.kill('SIGTERM');
    if (bot.exitCode === null) await once(bot, 'close');
    await discord.close();
  }
}

/** Progress is told by a bar or a percentage, so what holds neither is the end. */
const DONE = /\*\*Added:\*\*|Reindexed/;
const LOADING = 128;

const isAnswered = ({ callback, message }: Exchange) =>
  callback !== undefined && ((message?.flags ?? 0) & LOADING) === 0;

/** Requests of one kind are one fault, however many there were. */
const withoutIds = (violation: string) => violation.replace(/\/(interactions|webhooks)\/\d+\/[\w-]+/, '/$1/…');

function startBotProcess(config: Config, folder: string, discord: StandIn): ChildProcess {
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    ARTICLES_DIR: config.articlesDir,
    EMBEDDINGS_DIR: folder,
    DATA_DIR: folder,
    MODEL_DIR: config.modelDir,
    READER: config.reader ? 'on' : 'off',
    // What is measured is how much it can take, not how much it would.
    RATE_LIMIT_PERSON: 'off',
    RATE_LIMIT_CHANNEL: 'off',
    RATE_LIMIT_SERVER: 'off',
    METRICS_PORT: 'off',
    LOG_LEVEL: 'error',
  };
  const start = fromProjectRoot('dist/scripts/start.js');
  return spawn(process.execPath, [start], { cwd: folder, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function reindexUntil(signal: AbortSignal, discord: StandIn): Promise<number> {
  let runs = 0;
  while (!signal.aborted) {
    const run = discord.slash('reindex', { mode: 'everything' }, discord.world.manager);
    await run.reply(DONE, 600_000);
    runs += 1;
  }
  return runs;
}

async function offer(discord: StandIn, { questions, rate, seconds }: LoadPlan): Promise<Exchange[]> {
  const asked: Exchange[] = [];
  const people = Array.from({ length: rate * seconds }, (_, turn) => discord.world.person(`reader-${turn}`));
  const start = performance.now();
  for (const [turn, person] of people.entries()) {
    const early = start + (turn * 1_000) / rate - performance.now();
    if (early > 0) await sleep(early);
    const question = questions[turn % questions.length] ?? '';
    asked.push(discord.slash('ask', { question }, person));
  }
  return asked;
}
