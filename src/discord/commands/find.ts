import { ApplicationCommandType, type Message, MessageFlags } from 'discord.js';
import { LONGEST_TEXT } from '../../answer/locate/locate.js';
import { menuNamed } from '../../i18n/words.js';
import { memoize } from '../../runtime/memoize.js';
import { renderFound } from '../answers/found.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { ANYWHERE } from './contexts.js';

/** Mentions and emoji as they are written in a message. */
const CODES = /<(?:[@#][!&]?\d+|a?:\w+:\d+)>/g;

/** What the articles say about a message, for the one who asks alone. */
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

/** What people read in a message: its text, or what it forwards; and what it shows of a link. */
function textOf(message: Message): string {
  const said = [message, ...message.messageSnapshots.values()].map(({ content }) => content ?? '');
  const shown = message.embeds.flatMap(({ title, description }) => [title ?? '', description ?? '']);
  const text = said.some(Boolean) ? said : shown;
  return text.filter(Boolean).join('\n').replace(CODES, ' ').slice(0, LONGEST_TEXT);
}
