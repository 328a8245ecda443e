import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { registerGauges } from './gauges.js';
import type { Meters } from './meters.js';
import { MetricsAddressError, type MetricsServer, type Page, servePages } from './server.js';
import type { Standing } from './standing.js';

/** What is told of: what was counted, how the bot stands, and the program's own version. */
interface Told {
  readonly meters: Meters;
  readonly standing: Standing;
  readonly version: string;
}

/**
 * Serves health and metrics where the settings want them; undefined where they don't. To be called before all else, so that it can be
 * seen how far the start is. @throws MetricsAddressError when a port that the settings name can't be had.
 */
export async function startMetrics(
  wanted: Config['metrics'],
  told: Told,
  logger: Logger,
): Promise<MetricsServer | undefined> {
  if (!wanted) return undefined;
  told.meters.watchProcess();
  registerGauges(told.meters.registry, told.standing, told.version);
  try {
    const server = await serveMetrics(wanted, told);
    logger.info({ url: server.url }, 'health and metrics');
    return server;
  } catch (error) {
    // A port that nobody asked for is no reason not to start: another bot on this machine may have it.
    if (wanted.isExplicit || !(error instanceof MetricsAddressError)) throw error;
    logger.warn({ remedy: error.message }, 'no health and metrics');
    return undefined;
  }
}

function serveMetrics(
  address: { readonly host: string; readonly port: number },
  { meters, standing, version }: Told,
): Promise<MetricsServer> {
  return servePages(address, {
    '/healthz': async () => {
      const stuck = await standing.stuckThreads();
      const uptimeSeconds = Math.floor((Date.now() - meters.since.getTime()) / 1_000);
      return json(stuck.length === 0, { alive: stuck.length === 0, stuck, version, uptimeSeconds });
    },
    '/readyz': async () => {
      const missing = await standing.missing();
      return json(missing.length === 0, { ready: missing.length === 0, missing });
    },
    '/metrics': async () => ({
      status: 200,
      type: meters.registry.contentType,
      body: await meters.registry.metrics(),
    }),
  });
}

function json(isWell: boolean, content: object): Page {
  return { status: isWell ? 200 : 503, type: 'application/json', body: `${JSON.stringify(content)}\n` };
}
