import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { registerGauges } from './gauges.js';
import type { Health } from './health.js';
import type { Meters } from './meters.js';
import { MetricsAddressError, type MetricsServer, type Page, servePages } from './server.js';

interface Reported {
  readonly meters: Meters;
  readonly health: Health;
  readonly version: string;
}

/**
 * Serves health and metrics if the settings enable them. Call it first, so that the progress of the start is visible.
 * @throws MetricsAddressError if the port that the settings name can't be used.
 */
export async function startMetrics(
  wanted: Config['metrics'],
  reported: Reported,
  logger: Logger,
): Promise<MetricsServer | undefined> {
  if (!wanted) return undefined;
  reported.meters.watchProcess();
  registerGauges(reported.meters.registry, reported.health, reported.version);
  try {
    const server = await serveMetrics(wanted, reported);
    logger.info({ url: server.url }, 'health and metrics');
    return server;
  } catch (error) {
    // The default port may be in use by another bot on this machine. That must not prevent the start.
    if (wanted.isExplicit || !(error instanceof MetricsAddressError)) throw error;
    logger.warn({ remedy: error.message }, 'no health and metrics');
    return undefined;
  }
}

function serveMetrics(
  address: { readonly host: string; readonly port: number },
  { meters, health, version }: Reported,
): Promise<MetricsServer> {
  return servePages(address, {
    '/healthz': async () => {
      const stuck = await health.stuckThreads();
      const uptimeSeconds = Math.floor((Date.now() - meters.since.getTime()) / 1_000);
      return json(stuck.length === 0, { alive: stuck.length === 0, stuck, version, uptimeSeconds });
    },
    '/readyz': async () => {
      const missing = await health.missing();
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
