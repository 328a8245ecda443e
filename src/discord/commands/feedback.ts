import { ApplicationCommandType, MessageFlags } from 'discord.js';
import type { Command } from '../command.js';
import { RefusedError } from '../failures.js';
import { renderFeedback } from '../render/feedback.js';
import { IN_SERVERS } from '../where.js';
import { named } from '../words/words.js';

/** Reasons that are shown, the newest. */
const SHOWN = 10;

export const feedback: Command = {
  id: 'feedback',
  forAdmins: true,
  definition: { type: ApplicationCommandType.ChatInput, ...named('feedback'), ...IN_SERVERS },

  async run(interaction, { state, own, guild, mayAdminister, t, language }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    if (!mayAdminister || guild === undefined) throw new RefusedError('common:onlyAdmins');
    const titles = new Map(own.sources().map(({ id, title }) => [id, title.trim() || id]));
    const reasons = state.feedback.reasons(guild, SHOWN).map(({ answer, ...opinion }) => {
      const quotes = state.shown.find(answer, guild)?.quotes ?? [];
      const articles = new Set(quotes.flatMap(({ article }) => titles.get(article) ?? []));
      return { ...opinion, articles: [...articles] };
    });
    await interaction.editReply(renderFeedback(state.feedback.counts(guild), reasons, { t, language }));
  },
};
