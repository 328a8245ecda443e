import { ApplicationCommandType, ButtonStyle, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import { CLAIMED_FOR } from '../../state/claims.js';
import { SHOWN_FOR } from '../../state/shown.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card } from '../components/card.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import type { Visit } from '../dispatch/request-context.js';
import { ANYWHERE } from './contexts.js';

const DAY = 24 * 60 * 60_000;
/** custom_id of the button that has one's questions and votes deleted. */
const DELETE = 'privacy:delete';
const ANSWER_DAYS = SHOWN_FOR / DAY;

/** What is kept here and for how long; people can have theirs deleted. */
export const privacy: Command = {
  id: 'privacy',
  definition: { type: ApplicationCommandType.ChatInput, ...named('privacy'), ...ANYWHERE },

  async run(interaction, visit) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(render(visit));
  },

  async component(interaction, visit) {
    if (interaction.customId !== DELETE) throw new RefusedError('common:unknownButton');
    await interaction.deferUpdate();
    const { state, t, guild } = visit;
    // Outside of servers there is nothing to limit it to: all of theirs goes, wherever it is kept.
    const questions = await state.unanswered.forget(interaction.user.id, guild);
    const votes = await state.feedback.forget(interaction.user.id, guild);
    const counts = {
      questions: t('privacy:questions', { count: questions }),
      votes: t('privacy:deletedVotes', { count: votes }),
    };
    const hint = guild === undefined ? [] : [`-# ${t('privacy:onlyHere')}`];
    await interaction.editReply(card(COLOURS.plain, [t('privacy:deleted', counts), ...hint]));
  },
};

function render({ t, guild, settings }: Visit): Card {
  const days = settings.keepQuestions;
  const questions =
    guild === undefined
      ? t('privacy:questions.elsewhere')
      : days === 0
        ? t('privacy:questions.off')
        : t('privacy:questions.on', { count: days });
  const points = [
    questions,
    t('privacy:questions.never'),
    t('privacy:votes', { count: ANSWER_DAYS }),
    t('privacy:answers', { count: ANSWER_DAYS }),
    t('privacy:messages', { count: CLAIMED_FOR / DAY }),
    t('privacy:admins'),
    t('privacy:machine'),
    t('privacy:marker'),
  ];
  const label = t(guild === undefined ? 'privacy:deleteEverywhere' : 'privacy:deleteHere');
  return card(
    COLOURS.plain,
    [`### ${t('privacy:title')}`, points.map((point) => `- ${point}`).join('\n')],
    [button(label, DELETE, { style: ButtonStyle.Danger })],
  );
}
