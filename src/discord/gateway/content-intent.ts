import { type Client, GatewayIntentBits } from 'discord.js';
import type { State } from '../../state/state.js';

/**
 * Whether the bot has to read messages that are not meant for it: only where some channel is watched, by a server's settings or by
 * default. It is asked for at start; where a server watches its first channel later, that begins with the next start.
 */
export function needsMessageContent({ settings }: Pick<State, 'settings'>): boolean {
  return settings.watchedAnywhere();
}

/** Whether this run of the bot can read them: it asked for the intent, and Discord granted it. */
export function readsMessageContent(client: Client): boolean {
  return client.options.intents.has(GatewayIntentBits.MessageContent);
}
