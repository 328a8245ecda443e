import { ApplicationCommandType, ButtonStyle, MessageFlags } from 'discord.js';
import { named, type Words } from '../../i18n/words.js';
import { CLAIMED_FOR } from '../../state/claims.js';
import type { ServerSettings } from '../../state/settings.js';
import { SHOWN_FOR } from '../../state/shown.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card } from '../components/card.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { ANYWHERE } from './contexts.js';

const DAY = 24 * 60 * 60_000;
/** custom_id of the button that deletes the user's questions and votes. */
const DELETE = 'privacy:delete';
const ANSWER_DAYS = SHOWN_FOR / DAY;

/** Says what is stored and for how long, and lets people delete their data. */
export const privacy: Command = {
  id: 'privacy',
  definition: { type: ApplicationCommandType.ChatInput, ...named('privacy'), ...ANYWHERE },

  async run(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(render(context.viewer.guild, context.access.settings, context.words));
  },

  async component(interaction, { app: { state }, viewer, words }) {
    if (interaction.customId !== DELETE) throw new RefusedError('common:unknownButton');
    await interaction.deferUpdate();
    const { id, guild } = viewer;
    // Outside servers, the user's data of all servers is deleted.
    const questions = await state.unanswered.forget(id, guild);
    const votes = await state.feedback.forget(id, guild);
    const counts = {
      questions: words('privacy:questions', { count: questions }),
      votes: words('privacy:deletedVotes', { count: votes }),
    };
    const hint = guild === undefined ? [] : [`-# ${words('privacy:onlyHere')}`];
    await interaction.editReply(card(COLOURS.plain, [words('privacy:deleted', counts), ...hint]));
  },
};

function render(guild: string | undefined, settings: ServerSettings, words: Words): Card {
  const days = settings.keepQuestions;
  const questions =
    guild === undefined
      ? words('privacy:questions.elsewhere')
      : days === 0
        ? words('privacy:questions.off')
        : words('privacy:questions.on', { count: days });
  const points = [
    questions,
    words('privacy:questions.never'),
    words('privacy:votes', { count: ANSWER_DAYS }),
    words('privacy:answers', { count: ANSWER_DAYS }),
    words('privacy:messages', { count: CLAIMED_FOR / DAY }),
    words('privacy:admins'),
    words('privacy:machine'),
    words('privacy:marker'),
  ];
  const label = words(guild === undefined ? 'privacy:deleteEverywhere' : 'privacy:deleteHere');
  return card(
    COLOURS.plain,
    [`### ${words('privacy:title')}`, points.map((point) => `- ${point}`).join('\n')],
    [button(label, DELETE, { style: ButtonStyle.Danger })],
  );
}
