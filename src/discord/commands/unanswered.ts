import { ApplicationCommandType, type MessageComponentInteraction, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import type { TopicOrder } from '../../state/unanswered.js';
import { button } from '../components/button.js';
import type { Card } from '../components/card.js';
import { notice } from '../components/notice.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import type { Visit } from '../dispatch/request-context.js';
import { feedbackCard } from '../reports/feedback.js';
import { listId, renderClearing, renderUnanswered, TOPICS_PAGE, UNANSWERED } from '../reports/unanswered-card.js';
import { unansweredFile } from '../reports/unanswered-file.js';
import { IN_SERVERS } from './contexts.js';

/** What people asked and the articles did not answer, for who looks after the server. */
export const unanswered: Command = {
  id: UNANSWERED,
  forAdmins: true,
  definition: { type: ApplicationCommandType.ChatInput, ...named('unanswered'), ...IN_SERVERS },

  async run(interaction, visit) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(list(visit, administered(visit), 'count', 0));
  },

  async component(interaction, visit) {
    const [, action = '', ...details] = interaction.customId.split(':');
    if (action === 'export') await sendFile(interaction, visit);
    else {
      await interaction.deferUpdate();
      await interaction.editReply(await after(action, details, interaction.user.id, visit));
    }
  },
};

/** The server, of which it is certain that this person may administrate it. @throws RefusedError */
function administered({ guild, mayAdminister }: Visit): string {
  if (guild === undefined || !mayAdminister) throw new RefusedError('common:onlyAdmins');
  return guild;
}

/** What the card becomes by a button. */
async function after(action: string, details: readonly string[], userId: string, visit: Visit): Promise<Card> {
  const guild = administered(visit);
  const { state, settings, t, logger } = visit;
  const [first = '', second = ''] = details;
  switch (action) {
    case 'list':
      return list(visit, guild, first === 'newest' ? 'newest' : 'count', pageOf(second));
    case 'reasons':
      return feedbackCard(visit, guild, [button(t('unanswered:toQuestions'), listId('count', 0))]);
    case 'clear': {
      const { questions } = state.unanswered.topics(guild, settings.keepQuestions, {
        order: 'count',
        skip: 0,
        most: 1,
      });
      return renderClearing(questions, t);
    }
    case 'cleared': {
      const deleted = state.unanswered.clear(guild);
      logger.info({ deleted, by: userId }, 'unanswered questions cleared');
      state.audit.add(guild, userId, 'unanswered.clear', String(deleted));
      return notice(t('unanswered:cleared', { count: deleted }));
    }
    default:
      throw new RefusedError('common:unknownButton');
  }
}

function list({ state, settings, t, language }: Visit, guild: string, order: TopicOrder, wanted: number): Card {
  const days = settings.keepQuestions;
  const read = (page: number) =>
    state.unanswered.topics(guild, days, { order, skip: page * TOPICS_PAGE, most: TOPICS_PAGE });
  // Pages may have gone since the button was made.
  const page = Math.min(wanted, Math.max(0, Math.ceil(read(0).total / TOPICS_PAGE) - 1));
  return renderUnanswered(
    { ...read(page), order, page, days, hasReasons: state.feedback.reasons(guild, 1).length > 0 },
    t,
    language,
  );
}

async function sendFile(interaction: MessageComponentInteraction, visit: Visit): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const guild = administered(visit);
  const questions = visit.state.unanswered.all(guild, visit.settings.keepQuestions);
  await interaction.editReply(unansweredFile(questions, visit.t));
  visit.state.audit.add(guild, interaction.user.id, 'unanswered.export', String(questions.length));
  visit.logger.info({ questions: questions.length, by: interaction.user.id }, 'unanswered questions exported');
}

function pageOf(text: string): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : 0;
}
