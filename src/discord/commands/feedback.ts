import { ApplicationCommandType, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { feedbackCard } from '../reports/feedback.js';
import { IN_SERVERS } from './contexts.js';

export const feedback: Command = {
  id: 'feedback',
  forAdmins: true,
  definition: { type: ApplicationCommandType.ChatInput, ...named('feedback'), ...IN_SERVERS },

  async run(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { guild } = context.viewer;
    if (!context.access.mayAdminister || guild === undefined) throw new RefusedError('common:onlyAdmins');
    await interaction.editReply(feedbackCard(context, guild));
  },
};
