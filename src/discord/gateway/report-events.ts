import { type Client, Events, RESTEvents } from 'discord.js';
import type { Logger } from 'pino';
import type { Meters } from '../../metrics/meters.js';

/** Logs and counts a client's connection and request events. */
export function reportEvents(client: Client, logger: Logger, meters: Meters): void {
  client.on(Events.Error, (err) => logger.error({ err }, 'client error'));
  client.on(Events.Warn, (detail) => logger.warn({ detail }, 'client warning'));
  client.on(Events.Debug, (detail) => logger.trace({ detail }, 'client'));
  client.on(Events.ShardError, (err, shard) => logger.warn({ err, shard }, 'gateway error'));
  client.on(Events.ShardReconnecting, (shard) => {
    meters.reconnect('attempted');
    logger.info({ shard }, 'reconnecting');
  });
  client.on(Events.ShardResume, (shard, replayed) => {
    meters.reconnect('resumed');
    logger.info({ shard, replayed }, 'resumed');
  });
  client.rest.on(RESTEvents.Response, (_, { status }) => meters.response(status));
  client.rest.on(RESTEvents.RateLimited, ({ route, method, timeToReset }) => {
    meters.rateLimited('delayed');
    logger.warn({ route, method, timeToReset }, 'rate limited');
  });
}
