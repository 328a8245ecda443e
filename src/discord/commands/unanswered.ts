import { ApplicationCommandType, type MessageComponentInteraction, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import type { TopicOrder } from '../../state/unanswered.js';
import { button } from '../components/button.js';
import type { Card } from '../components/card.js';
import { notice } from '../components/notice.js';
import type { Access } from '../dispatch/access.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import type { RequestContext } from '../dispatch/request-context.js';
import type { Viewer } from '../dispatch/viewer.js';
import { feedbackCard } from '../reports/feedback.js';
import { listId, renderClearing, renderUnanswered, TOPICS_PAGE, UNANSWERED } from '../reports/unanswered-card.js';
import { unansweredFile } from '../reports/unanswered-file.js';
import { IN_SERVERS } from './contexts.js';

/** Unanswered questions and feedback, for a server's administrators. */
export const unanswered: Command = {
  id: UNANSWERED,
  forAdmins: true,
  definition: { type: ApplicationCommandType.ChatInput, ...named('unanswered'), ...IN_SERVERS },

  async run(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(list(context, administered(context.viewer, context.access), 'count', 0));
  },

  async component(interaction, context) {
    const [, action = '', ...details] = interaction.customId.split(':');
    if (action === 'export') await sendFile(interaction, context);
    else {
      await interaction.deferUpdate();
      await interaction.editReply(await after(action, details, context));
    }
  },
};

/** The server's id. @throws RefusedError if this person is not an administrator */
function administered({ guild }: Viewer, { mayAdminister }: Access): string {
  if (guild === undefined || !mayAdminister) throw new RefusedError('common:onlyAdmins');
  return guild;
}

/** The card after a button was pressed. */
async function after(action: string, details: readonly string[], context: RequestContext): Promise<Card> {
  const { app, viewer, access, words } = context;
  const { state, logger } = app;
  const guild = administered(viewer, access);
  const [first = '', second = ''] = details;
  switch (action) {
    case 'list':
      return list(context, guild, first === 'newest' ? 'newest' : 'count', pageOf(second));
    case 'reasons':
      return feedbackCard(context, guild, [button(words('unanswered:toQuestions'), listId('count', 0))]);
    case 'clear': {
      const { questions } = state.unanswered.topics(guild, access.settings.keepQuestions, {
        order: 'count',
        skip: 0,
        most: 1,
      });
      return renderClearing(questions, words);
    }
    case 'cleared': {
      const deleted = state.unanswered.clear(guild);
      logger.info({ deleted, by: viewer.id }, 'unanswered questions cleared');
      state.audit.add(guild, viewer.id, 'unanswered.clear', String(deleted));
      return notice(words('unanswered:cleared', { count: deleted }));
    }
    default:
      throw new RefusedError('common:unknownButton');
  }
}

function list(
  { app: { state }, viewer, access, words }: RequestContext,
  guild: string,
  order: TopicOrder,
  wanted: number,
): Card {
  const days = access.settings.keepQuestions;
  const read = (page: number) =>
    state.unanswered.topics(guild, days, { order, skip: page * TOPICS_PAGE, most: TOPICS_PAGE });
  // There may be fewer pages than when the button was created.
  const page = Math.min(wanted, Math.max(0, Math.ceil(read(0).total / TOPICS_PAGE) - 1));
  return renderUnanswered(
    { ...read(page), order, page, days, hasReasons: state.feedback.reasons(guild, 1).length > 0 },
    words,
    viewer.language,
  );
}

async function sendFile(
  interaction: MessageComponentInteraction,
  { app: { state, logger }, viewer, access, words }: RequestContext,
): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const guild = administered(viewer, access);
  const questions = state.unanswered.all(guild, access.settings.keepQuestions);
  await interaction.editReply(unansweredFile(questions, words));
  state.audit.add(guild, viewer.id, 'unanswered.export', String(questions.length));
  logger.info({ questions: questions.length, by: viewer.id }, 'unanswered questions exported');
}

function pageOf(text: string): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : 0;
}
