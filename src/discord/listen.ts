import { type Client, Events } from 'discord.js';
import { COMMANDS } from './commands/index.js';
import type { App } from './dispatch/app.js';
import { interactionHandler } from './dispatch/interactions.js';
import type { Work } from './dispatch/pending-work.js';
import { reportEvents } from './gateway/report-events.js';
import { messageHandler } from './messages/messages.js';

/** Returns a function that connects a client's events to the handlers and adds their work to `work`. */
export function listener(app: App, work: Work): (client: Client) => void {
  // Shared by all clients, so that an event repeated after a reconnect is handled once.
  const onInteraction = interactionHandler(COMMANDS, app);
  const messages = messageHandler(app);
  return (client) => {
    client.on(Events.InteractionCreate, (interaction) => work.add(onInteraction(interaction)));
    client.on(Events.MessageCreate, (message) => work.add(messages.said(message)));
    client.on(Events.MessageUpdate, (_, message) => work.add(messages.edited(message)));
    client.on(Events.MessageDelete, (message) => work.add(messages.deleted(message)));
    client.on(Events.MessageBulkDelete, (many) => {
      for (const message of many.values()) work.add(messages.deleted(message));
    });
    client.on(Events.GuildDelete, ({ id }) => forgetServer(id, app));
    reportEvents(client, app.logger, app.meters);
  };
}

/** Deletes the questions of a server that the bot has left, since its settings no longer apply. */
function forgetServer(id: string, { state, logger }: App): void {
  try {
    state.unanswered.clear(id);
  } catch (err) {
    logger.error({ err }, 'could not delete the questions of a server that the bot has left');
  }
}
