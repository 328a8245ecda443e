import { Command } from 'commander';
import type { Logger } from 'pino';
import { openVerbatim } from '../src/app/wiring.js';
import { type Config, loadConfig } from '../src/config/config.js';
import { startBot } from '../src/discord/bot.js';
import { StuckError } from '../src/discord/gateway/login.js';
import type { Following } from '../src/discord/indexing/keep-current.js';
import { inspect, withoutPaths } from '../src/doctor/inspect.js';
import { fetchInThread } from '../src/feeds/fetch-in-thread.js';
import { lastFetch, noteIndexed } from '../src/feeds/memory.js';
import { watchArticles } from '../src/library/indexing/watch.js';
import type { IndexProgress } from '../src/library/types.js';
import { createLogger, standardOutput } from '../src/logging/logger.js';
import { metered } from '../src/metrics/metered.js';
import { Meters } from '../src/metrics/meters.js';
import { Standing } from '../src/metrics/standing.js';
import { startMetrics } from '../src/metrics/start.js';
import { ThresholdsUnusedError, UserError } from '../src/runtime/errors.js';
import { version } from '../src/runtime/project.js';
import { endWhenStuck } from '../src/runtime/threads/stuck-loop.js';
import { openState } from '../src/state/state.js';
import { printable } from '../src/terminal/printable.js';

const NO_TOKEN = `DISCORD_TOKEN is not set. To get one:
  1. https://discord.com/developers/applications: New Application.
  2. Bot, Reset Token: put the token into .env as DISCORD_TOKEN=…
  3. npm run invite: prints the link that adds the bot to your server, with just the permissions it uses.
  4. Only to answer unasked in some channels: Bot, Privileged Gateway Intents, Message Content Intent.
Then run npm start again. To ask questions without Discord: npm run chat`;

/** The exit code of sysexits.h for what another try may mend: a supervisor should start the bot again. */
const TRY_AGAIN = 75;

/** Runs until a signal, or until Discord has closed the connection for good. */
async function run(config: Config, token: string, logger: Logger): Promise<void> {
  const { told, hurry } = signals();
  const { adminRoleIds, askChannelIds, answerIn, sureness, cooldown } = config.discord;
  const lists = { admins: [...adminRoleIds], watched: [...askChannelIds] };
  const [meters, standing] = [new Meters(), new Standing()];
  const metrics = await startMetrics(config.metrics, { meters, standing, version: version() }, logger);
  const state = openState(config.dataDir, { ...lists, place: answerIn, sureness, cooldown });
  const opened = await openVerbatim(config, {
    onProgress: modelProgress(logger),
    onWarning: (err) => logger.warn({ err }, warningOf(err)),
  });
  const verbatim = metered(opened, meters);
  standing.articles = verbatim;
  try {
    const starting = startBot({
      ...{ verbatim, state, config: { ...config.discord, token }, logger, meters },
      inspect: async () => withoutPaths(await inspect(config), config),
      following: following(config),
    });
    const bot = await Promise.race([starting, told]);
    if (bot === 'told') return;
    standing.gateway = bot.gateway;
    const end = await Promise.race([bot.dismissed, told]);
    standing.isLeaving = true;
    await bot.stop(hurry);
    if (end !== 'told') throw end;
  } finally {
    await verbatim.close();
    state.close();
    await metrics?.close();
  }
}

function warningOf(cause: Error): string {
  return cause instanceof ThresholdsUnusedError
    ? 'the fitted thresholds are not used'
    : 'the newest index could not be opened';
}

/** The first SIGTERM or SIGINT tells the bot to leave, the second to do so soon. */
function signals(): { readonly told: Promise<'told'>; readonly hurry: AbortSignal } {
  const hurry = new AbortController();
  const told = new Promise<'told'>((resolve) => {
    let count = 0;
    const heard = () => {
      count += 1;
      if (count === 1) resolve('told');
      else hurry.abort();
    };
    process.on('SIGTERM', heard).on('SIGINT', heard);
  });
  return { told, hurry: hurry.signal };
}

/** As the settings say. */
function following({ articlesDir, dataDir, fetchEvery, watchArticles: isWatching }: Config): Following {
  return {
    ...(fetchEvery && {
      links: {
        every: fetchEvery,
        last: () => lastFetch(dataDir),
        fetch: (signal) => fetchInThread({ articlesDir, dataDir, isPatient: true }, signal),
        noteIndexed: ({ writes }) => noteIndexed(dataDir, writes),
      },
    }),
    ...(isWatching && { watch: (onFault) => watchArticles(articlesDir, onFault) }),
  };
}

/** Logs each tenth of the model's download. */
function modelProgress(logger: Logger): (progress: IndexProgress) => void {
  let logged = -1;
  return ({ done, total }) => {
    const percent = total > 0 ? Math.floor((done / total) * 10) * 10 : 0;
    if (percent > logged) logger.info({ percent }, 'fetching the model');
    logged = Math.max(logged, percent);
  };
}

function watchForFaults(logger: Logger): void {
  process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'uncaught exception');
    process.exit(1);
  });
}

new Command('start')
  .description('Runs the bot until it is told to leave.')
  .usage('-- [options]')
  .version(version(), '--version', 'print the version')
  .helpOption('--help', 'print this')
  .parse();

async function main(): Promise<number> {
  let logger: Logger | undefined;
  try {
    const config = loadConfig();
    const { token } = config.discord;
    if (!token) throw new UserError(NO_TOKEN);
    logger = createLogger(config.logLevel, [token], standardOutput(config.logFormat));
    logger.info({ version: version(), node: process.versions.node }, 'starting');
    watchForFaults(logger);
    endWhenStuck(config.discord.stuckAfter * 1_000);
    await run(config, token, logger);
    return 0;
  } catch (error) {
    if (error instanceof UserError) {
      logger?.debug({ err: error }, 'stopped');
      process.stderr.write(`${printable(error.message)}\n`);
      if (error instanceof StuckError) return TRY_AGAIN;
    } else if (logger) logger.fatal({ err: error }, 'stopped by a fault');
    else throw error;
    return 1;
  }
}

process.exit(await main());
