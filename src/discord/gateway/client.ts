import { setTimeout as sleep } from 'node:timers/promises';
import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { Config } from '../../config/config.js';
import { MortalShards } from './mortal-shards.js';
import { LONGEST_REQUEST, persistent } from './requests.js';

/** Milliseconds after which the client library forgets what it keeps of each interaction: by default it does once an hour. */
const SWEPT_EVERY = 120_000;
/** People kept in memory; messages and interactions bring theirs along. */
const MAX_PEOPLE = 1_000;

/** A client with the least intents: message content, which Discord has to grant, is asked for only where it is needed. */
export function createClient({ apiUrl }: Pick<Config['discord'], 'apiUrl'>, withMessageContent: boolean): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(withMessageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages come from channels that the client has never been told of, edits and deletions are of messages it hasn't kept.
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: MAX_PEOPLE, keepOverLimit: ({ id, client }) => id === client.user.id },
      UserManager: { maxSize: MAX_PEOPLE, keepOverLimit: ({ id, client }) => id === client.user?.id },
    }),
    ws: { buildStrategy: (manager) => new MortalShards(manager) },
    rest: {
      version: '10',
      ...(apiUrl && { api: apiUrl }),
      // Trying again is up to `persistent`, which knows what may be done twice.
      makeRequest: persistent(),
      retries: 0,
      timeout: LONGEST_REQUEST,
      handlerSweepInterval: SWEPT_EVERY,
    },
  });
}

/** Milliseconds that a client gets to say goodbye; on a half-open connection it would wait for half a minute. */
const GOODBYE = 1_000;

/** Disconnects, politely as long as that doesn't take too long. */
export async function leave(client: Client, then = (): unknown => undefined): Promise<void> {
  await Promise.race([client.destroy().then(then), sleep(GOODBYE, undefined, { ref: false })]);
}
