import type { Logger } from 'pino';
import { openVerbatim } from '../app/wiring.js';
import type { Config } from '../config/config.js';
import { inspect, withoutPaths } from '../doctor/inspect.js';
import { fetchInThread } from '../feeds/fetch-in-thread.js';
import { lastFetch, noteIndexed } from '../feeds/fetch-log.js';
import { watchArticles } from '../library/indexing/watch.js';
import type { IndexProgress } from '../library/reports.js';
import { Health } from '../metrics/health.js';
import { metered } from '../metrics/metered.js';
import { Meters } from '../metrics/meters.js';
import { startMetrics } from '../metrics/start.js';
import { ThresholdsUnusedError } from '../runtime/errors.js';
import { version } from '../runtime/project.js';
import { openState } from '../state/state.js';
import { startBot } from './bot.js';
import type { Following } from './indexing/keep-current.js';

/** Opens everything the bot needs and runs it until a signal arrives or Discord closes the connection for good. */
export async function runBot(config: Config, token: string, logger: Logger): Promise<void> {
  const { stopRequested, hurry } = signals();
  const { adminRoleIds, askChannelIds, answerIn, sureness, cooldown } = config.discord;
  const lists = { admins: [...adminRoleIds], watched: [...askChannelIds] };
  const [meters, health] = [new Meters(), new Health()];
  const metrics = await startMetrics(config.metrics, { meters, health, version: version() }, logger);
  const state = openState(config.dataDir, { ...lists, place: answerIn, sureness, cooldown });
  const opened = await openVerbatim(config, {
    onProgress: modelProgress(logger),
    onWarning: (err) => logger.warn({ err }, warningOf(err)),
  });
  const verbatim = metered(opened, meters);
  health.articles = verbatim;
  try {
    const starting = startBot({
      ...{ verbatim, state, config: { ...config.discord, token }, logger, meters },
      inspect: async () => withoutPaths(await inspect(config), config),
      following: following(config),
    });
    const bot = await Promise.race([starting, stopRequested]);
    if (bot === 'stop') return;
    health.gateway = bot.gateway;
    const end = await Promise.race([bot.dismissed, stopRequested]);
    health.isLeaving = true;
    await bot.stop(hurry);
    if (end !== 'stop') throw end;
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

/** The first SIGTERM or SIGINT stops the bot. A second one shortens the grace period. */
function signals(): { readonly stopRequested: Promise<'stop'>; readonly hurry: AbortSignal } {
  const hurry = new AbortController();
  const stopRequested = new Promise<'stop'>((resolve) => {
    let count = 0;
    const onSignal = () => {
      count += 1;
      if (count === 1) resolve('stop');
      else hurry.abort();
    };
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  });
  return { stopRequested, hurry: hurry.signal };
}

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

/** Logs the model's download at every 10 %. */
function modelProgress(logger: Logger): (progress: IndexProgress) => void {
  let logged = -1;
  return ({ done, total }) => {
    const percent = total > 0 ? Math.floor((done / total) * 10) * 10 : 0;
    if (percent > logged) logger.info({ percent }, 'fetching the model');
    logged = Math.max(logged, percent);
  };
}
