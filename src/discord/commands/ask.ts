import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import { answerTo, articlesFor } from '../answers/answer-card.js';
import { asksAnew, pressAnswerButton, submitAnswerForm } from '../answers/buttons/answer-actions.js';
import { limitChoices, limitOf } from '../answers/source-limit.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { keepUnanswered } from '../reports/keep-unanswered.js';
import { ANYWHERE } from './contexts.js';

export const ask: Command = {
  id: 'ask',
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('ask'),
    ...ANYWHERE,
    options: [
      { type: ApplicationCommandOptionType.String, ...named('ask.question'), required: true },
      { type: ApplicationCommandOptionType.String, ...named('ask.source'), autocomplete: true },
      { type: ApplicationCommandOptionType.Boolean, ...named('ask.private') },
    ],
  },

  asks: (interaction) =>
    interaction.isButton() || interaction.isModalSubmit() ? asksAnew(interaction) : interaction.isChatInputCommand(),

  async run(interaction, context) {
    const isPrivate = interaction.options.getBoolean('private') ?? false;
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    const question = interaction.options.getString('question', true);
    const typed = interaction.options.getString('source');
    const limit = typed === null ? undefined : limitOf(typed, articlesFor(context.access, isPrivate));
    if (typed !== null && !limit) throw new RefusedError('answer:noSuchSource', { typed });
    const { card, answer, searched } = await answerTo(question, context, { isPrivate, limit });
    await interaction.editReply(card);
    if (!isPrivate && !limit) await keepUnanswered(context, searched, answer);
  },

  async autocomplete(interaction, { access, words }) {
    const isPrivate = interaction.options.getBoolean('private') ?? false;
    const typed = interaction.options.getFocused();
    await interaction.respond(limitChoices(typed, articlesFor(access, isPrivate), words));
  },

  async component(interaction, context) {
    if (interaction.isButton()) await pressAnswerButton(interaction, context);
    else throw new RefusedError('common:unknownButton');
  },

  async modal(interaction, context) {
    if (interaction.isFromMessage()) await submitAnswerForm(interaction, context);
    else throw new RefusedError('common:unknownButton');
  },
};
