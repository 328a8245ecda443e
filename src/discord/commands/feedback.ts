import { ApplicationCommandType, MessageFlags } from 'discord.js';
import type { Command } from '../command.js';
import { RefusedError } from '../failures.js';
import { feedbackCard } from '../feedback-card.js';
import { IN_SERVERS } from '../where.js';
import { named } from '../words/words.js';

export const feedback: Command = {
  id: 'feedback',
  forAdmins: true,
  definition: { type: ApplicationCommandType.ChatInput, ...named('feedback'), ...IN_SERVERS },

  async run(interaction, visit) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { guild, mayAdminister } = visit;
    if (!mayAdminister || guild === undefined) throw new RefusedError('common:onlyAdmins');
    await interaction.editReply(feedbackCard(visit, guild));
  },
};
