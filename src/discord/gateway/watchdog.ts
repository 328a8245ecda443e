import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Status } from 'discord.js';
import type { Logger } from 'pino';
import type { UserError } from '../../runtime/errors.js';
import { leave } from './client.js';
import { LoginError, StuckError, UnreachableError } from './login.js';

/** Times that connecting anew may stand still before the process is given up. */
const MOST_STUCK = 2;
/** Milliseconds between two tries while Discord can't be reached: doubled each time, from the first to the last. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

interface Watched {
  /** The client in use. */
  readonly client: () => Client;
  /** Milliseconds without a sign of life after which the connection is given up. */
  readonly limit: number;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** Makes a new client and puts it in the place of the old one. @throws LoginError */
  readonly connect: () => Promise<unknown>;
  readonly logger: Logger;
}

/**
 * Connects anew whenever the gateway gave no sign of life for too long: the client library resumes by itself, but waits for
 * ever for some answers. Resolves with why, when that is of no use any more; never while the signal is not aborted otherwise.
 */
export async function watchGateway({
  client,
  limit,
  signal,
  connect,
  logger,
}: Watched): Promise<UserError | undefined> {
  while (!signal.aborted) {
    if (!(await stoodStill(client, limit, signal))) return undefined;
    logger.error({ seconds: limit / 1_000 }, 'the gateway stands still: connecting anew');
    await abandon(client());
    const refused = await again(connect, signal, logger);
    if (refused) return refused;
    if (!signal.aborted) logger.info('connected anew');
  }
  return undefined;
}

/** Ends a client and whatever it still hears of; what is being answered through it can be finished. */
async function abandon(client: Client): Promise<void> {
  const { token } = client;
  client.removeAllListeners();
  client.on('error', () => {});
  await leave(client, () => token && client.rest.setToken(token));
}

/** Waits until there was no sign of life for `limit`; false when the signal was first. */
async function stoodStill(client: () => Client, limit: number, signal: AbortSignal): Promise<boolean> {
  const period = Math.min(limit / 10, 5_000);
  let [lastSign, lastLook, beat] = [Date.now(), Date.now(), -1];
  while (Date.now() - lastSign < limit) {
    const isDue = await sleep(period, true, { signal, ref: false }).catch(() => false);
    if (!isDue) return false;
    const shard = client().ws.shards.first();
    const heard = shard?.status === Status.Ready ? shard.lastPingTimestamp : -1;
    // A process that was itself asleep can say nothing of the connection.
    if (heard !== beat && heard !== -1) lastSign = Date.now();
    else if (Date.now() - lastLook > 3 * period) lastSign = Date.now();
    [beat, lastLook] = [heard, Date.now()];
  }
  return true;
}

/** Tries until connected; why not, where trying is of no use. */
async function again(
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
      logger.warn({ err }, 'could not connect anew');
      if (err instanceof StuckError) stuck += 1;
      else if (err instanceof LoginError && !(err instanceof UnreachableError)) return err;
      if (stuck >= MOST_STUCK) return err as StuckError;
    }
    await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
  return undefined;
}
