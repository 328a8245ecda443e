import { once } from 'node:events';
import type { Logger } from 'pino';
import { type Config, loadConfig } from '../src/config.js';
import { startBot } from '../src/discord/bot.js';
import type { Following } from '../src/discord/keep-current.js';
import { createLogger } from '../src/discord/logging.js';
import { inspect, withoutPaths } from '../src/doctor/inspect.js';
import { UserError } from '../src/errors.js';
import { fetchInThread } from '../src/feeds/fetch-in-thread.js';
import { lastFetch, noteIndexed } from '../src/feeds/memory.js';
import type { IndexProgress } from '../src/library/types.js';
import { watchArticles } from '../src/library/watch.js';
import { openState } from '../src/state/state.js';
import { openVerbatim } from '../src/wiring.js';

const NO_TOKEN = `DISCORD_TOKEN is not set. To get one:
  1. https://discord.com/developers/applications: New Application.
  2. Bot, Reset Token: put the token into .env as DISCORD_TOKEN=…
  3. npm run invite: prints the link that adds the bot to your server, with just the permissions it uses.
  4. Only to answer unasked in some channels: Bot, Privileged Gateway Intents, Message Content Intent.
Then run npm start again. To ask questions without Discord: npm run chat`;

/** Runs until a signal, or until Discord has closed the connection for good. */
async function run(config: Config, token: string, logger: Logger): Promise<void> {
  const told = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]).then(() => 'told' as const);
  const { adminRoleIds, askChannelIds, answerIn, sureness, cooldown } = config.discord;
  const lists = { admins: [...adminRoleIds], watched: [...askChannelIds] };
  const state = openState(config.dataDir, { ...lists, place: answerIn, sureness, cooldown });
  const verbatim = await openVerbatim(config, {
    onProgress: modelProgress(logger),
    onWarning: (err) => logger.warn({ err }, 'the newest index could not be opened'),
  });
  try {
    const starting = startBot({
      ...{ verbatim, state, config: { ...config.discord, token }, logger },
      inspect: async () => withoutPaths(await inspect(config), config),
      following: following(config),
    });
    const bot = await Promise.race([starting, told]);
    if (bot === 'told') return;
    const end = await Promise.race([bot.dismissed, told]);
    await bot.stop();
    if (end !== 'told') throw end;
  } finally {
    await verbatim.close();
    state.close();
  }
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

async function main(): Promise<number> {
  let logger: Logger | undefined;
  try {
    const config = loadConfig();
    const { token } = config.discord;
    if (!token) throw new UserError(NO_TOKEN);
    logger = createLogger(config.logLevel, [token]);
    watchForFaults(logger);
    await run(config, token, logger);
    return 0;
  } catch (error) {
    if (error instanceof UserError) {
      logger?.debug({ err: error }, 'stopped');
      process.stderr.write(`${error.message}\n`);
    } else if (logger) logger.fatal({ err: error }, 'stopped by a fault');
    else throw error;
    return 1;
  }
}

process.exit(await main());
