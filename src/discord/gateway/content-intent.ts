import { type Client, GatewayIntentBits } from 'discord.js';
import type { State } from '../../state/state.js';

/**
 * Whether the bot needs to read messages that don't address it: only if a channel is watched, by a server's settings or by
 * default. The intent is requested at the start. If the first channel is watched later, that takes effect after a restart.
 */
export function needsMessageContent({ settings }: Pick<State, 'settings'>): boolean {
  return settings.watchedAnywhere();
}

/** Whether this client has the message content intent. */
export function readsMessageContent(client: Client): boolean {
  return client.options.intents.has(GatewayIntentBits.MessageContent);
}
