import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { Config } from '../config.js';

/** People kept in memory; messages and interactions bring theirs along. */
const MAX_PEOPLE = 1_000;

/** A client with the least intents: message content is asked for only where the bot answers unasked somewhere. */
export function createClient({ apiUrl }: Config['discord'], readsMessages: boolean): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsMessages ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages come from channels that the client has never been told of.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: MAX_PEOPLE, keepOverLimit: ({ id, client }) => id === client.user.id },
      UserManager: { maxSize: MAX_PEOPLE, keepOverLimit: ({ id, client }) => id === client.user?.id },
    }),
    rest: { version: '10', ...(apiUrl && { api: apiUrl }) },
  });
}
