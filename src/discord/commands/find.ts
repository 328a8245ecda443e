import { ApplicationCommandType, type Message, MessageFlags } from 'discord.js';
import { LONGEST_TEXT } from '../../answer/locate/locate.js';
import { menuNamed } from '../../i18n/words.js';
import { memoize } from '../../runtime/memoize.js';
import { renderFound } from '../answers/found.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { ANYWHERE } from './contexts.js';

/** Mentions and custom emoji in a message's text. */
const CODES = /<(?:[@#][!&]?\d+|a?:\w+:\d+)>/g;

/** Finds a message's text in the articles. Only the person who asks sees the result. */
export const find: Command = {
  id: 'find',
  definition: {
    type: ApplicationCommandType.Message,
    ...menuNamed('find:menu'),
    ...ANYWHERE,
  },

  asks: () => true,

  async onMessage(interaction, { access: { own }, viewer: { language }, words }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const text = textOf(interaction.targetMessage);
    if (!/[\p{L}\p{N}]/u.test(text)) throw new RefusedError('find:noText');
    const found = await own.find(text);
    await interaction.editReply(renderFound(found, { language, t: words, articleOf: memoize(own.source) }));
  },
};

/** The visible text of a message: its own or forwarded text, else the title and description of its embeds. */
function textOf(message: Message): string {
  const said = [message, ...message.messageSnapshots.values()].map(({ content }) => content ?? '');
  const shown = message.embeds.flatMap(({ title, description }) => [title ?? '', description ?? '']);
  const text = said.some(Boolean) ? said : shown;
  return text.filter(Boolean).join('\n').replace(CODES, ' ').slice(0, LONGEST_TEXT);
}
