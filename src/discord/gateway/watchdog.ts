import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Status } from 'discord.js';
import type { Logger } from 'pino';
import type { UserError } from '../../runtime/errors.js';
import { leave } from './client.js';
import { LoginError, StuckError, UnreachableError } from './login-errors.js';

/** Stuck attempts to reconnect before the process gives up. */
const MAX_STUCK_ATTEMPTS = 2;
/** Pauses in milliseconds between attempts while Discord can't be reached. They double from the first to the longest. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

interface Watched {
  /** The client in use. */
  readonly client: () => Client;
  /** Milliseconds without a heartbeat after which the connection counts as stuck. */
  readonly limit: number;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** Replaces the client by a new one. @throws LoginError */
  readonly connect: () => Promise<unknown>;
  readonly logger: Logger;
}

/**
 * Reconnects whenever the gateway sent no heartbeat for too long. The client library resumes by itself, but waits forever for
 * some responses. Resolves with the error if reconnecting is pointless, or with undefined after the signal has aborted.
 */
export async function watchGateway({
  client,
  limit,
  signal,
  connect,
  logger,
}: Watched): Promise<UserError | undefined> {
  while (!signal.aborted) {
    if (!(await isStuck(client, limit, signal))) return undefined;
    logger.error({ seconds: limit / 1_000 }, 'the gateway connection is stuck: reconnecting');
    await abandon(client());
    const refused = await reconnect(connect, signal, logger);
    if (refused) return refused;
    if (!signal.aborted) logger.info('reconnected');
  }
  return undefined;
}

/** Disconnects a client and its listeners. Requests in progress can still finish through it. */
async function abandon(client: Client): Promise<void> {
  const { token } = client;
  client.removeAllListeners();
  client.on('error', () => {});
  await leave(client, () => token && client.rest.setToken(token));
}

/** Waits until no heartbeat came for `limit`; false if the signal aborted first. */
async function isStuck(client: () => Client, limit: number, signal: AbortSignal): Promise<boolean> {
  const period = Math.min(limit / 10, 5_000);
  let [lastSign, lastLook, previous] = [Date.now(), Date.now(), -1];
  while (Date.now() - lastSign < limit) {
    const isDue = await sleep(period, true, { signal, ref: false }).catch(() => false);
    if (!isDue) return false;
    const shard = client().ws.shards.first();
    const heartbeat = shard?.status === Status.Ready ? shard.lastPingTimestamp : -1;
    // If the process itself was suspended, silence says nothing about the connection.
    if (heartbeat !== previous && heartbeat !== -1) lastSign = Date.now();
    else if (Date.now() - lastLook > 3 * period) lastSign = Date.now();
    [previous, lastLook] = [heartbeat, Date.now()];
  }
  return true;
}

/** Tries until connected. Returns the error if further attempts are pointless. */
async function reconnect(
  connect: () => Promise<unknown>,
  signal: AbortSignal,
  logger: Logger,
): Promise<UserError | undefined> {
  let [stuck, pause] = [0, FIRST_PAUSE];
  while (!signal.aborted) {
    try {
      await connect();
      return undefined;
    } catch (err) {
      logger.warn({ err }, 'could not reconnect');
      if (err instanceof StuckError) stuck += 1;
      else if (err instanceof LoginError && !(err instanceof UnreachableError)) return err;
      if (stuck >= MAX_STUCK_ATTEMPTS) return err as StuckError;
    }
    await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
  return undefined;
}
