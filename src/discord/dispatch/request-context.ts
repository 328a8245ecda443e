import type { BaseInteraction, Message } from 'discord.js';
import { type Words, wordsIn } from '../../i18n/words.js';
import { type Access, accessOf, type Place, placeOf } from './access.js';
import type { App } from './app.js';
import { authorOf, type Viewer, viewerOf } from './viewer.js';

/** Who uses the bot, where, and what they may see and do there. */
export interface RequestContext {
  /** Shared by all requests, except for the logger, whose lines name this request. */
  readonly app: App;
  readonly viewer: Viewer;
  readonly access: Access;
  /** The bot's words in the viewer's language. */
  readonly words: Words;
}

export function contextOf(interaction: BaseInteraction, app: App): RequestContext {
  const logger = app.logger.child({ interaction: interaction.id });
  const place = placeOf(interaction.channelId, interaction.channel, interaction.guild !== null);
  return contextFor({ ...app, logger }, viewerOf(interaction), place);
}

export function contextOfMessage(message: Message, app: App): RequestContext {
  const logger = app.logger.child({ message: message.id, channel: message.channelId });
  return contextFor({ ...app, logger }, authorOf(message), placeOf(message.channelId, message.channel));
}

function contextFor(app: App, viewer: Viewer, place: Place): RequestContext {
  return { app, viewer, access: accessOf(viewer, place, app), words: wordsIn(viewer.language) };
}
