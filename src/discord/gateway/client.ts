import { setTimeout as sleep } from 'node:timers/promises';
import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { Config } from '../../config/config.js';
import { DestroyableShards } from './destroyable-shards.js';
import { LONGEST_REQUEST, persistent } from './requests.js';

/** Interval in milliseconds at which discord.js drops the request queues of finished interactions. Its default is an hour. */
const SWEEP_INTERVAL_MS = 120_000;
/** Users kept in memory. Messages and interactions carry the users that they concern. */
const MAX_USERS = 1_000;

/** A client with as few intents as possible. Message content, which Discord has to grant, is requested only if needed. */
export function createClient({ apiUrl }: Pick<Config['discord'], 'apiUrl'>, withMessageContent: boolean): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(withMessageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages come from unknown channels; edits and deletions concern messages that are not cached.
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: MAX_USERS, keepOverLimit: ({ id, client }) => id === client.user.id },
      UserManager: { maxSize: MAX_USERS, keepOverLimit: ({ id, client }) => id === client.user?.id },
    }),
    ws: { buildStrategy: (manager) => new DestroyableShards(manager) },
    rest: {
      version: '10',
      ...(apiUrl && { api: apiUrl }),
      // `persistent` retries instead, since it knows which requests may be repeated.
      makeRequest: persistent(),
      retries: 0,
      timeout: LONGEST_REQUEST,
      handlerSweepInterval: SWEEP_INTERVAL_MS,
    },
  });
}

/** Time limit in milliseconds for disconnecting cleanly. On a half-open connection, it would take half a minute. */
const DISCONNECT_TIMEOUT_MS = 1_000;

/** Disconnects cleanly within a time limit. */
export async function leave(client: Client, then = (): unknown => undefined): Promise<void> {
  await Promise.race([client.destroy().then(then), sleep(DISCONNECT_TIMEOUT_MS, undefined, { ref: false })]);
}
