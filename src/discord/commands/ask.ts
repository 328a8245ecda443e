import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  MessageFlags,
} from 'discord.js';
import type { Command } from '../command.js';
import { renderAnswer } from '../render/answer.js';
import { named } from '../words/words.js';

export const ask: Command = {
  id: 'ask',
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('ask'),
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...named('ask.question'),
        required: true,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        ...named('ask.private'),
      },
    ],
  },

  asks: (interaction) => interaction.isChatInputCommand(),

  async run(interaction, { own, open }) {
    const isPrivate = interaction.options.getBoolean('private') ?? false;
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    const question = interaction.options.getString('question', true);
    const articles = isPrivate ? own : open;
    const answer = await articles.ask(question);
    await interaction.editReply(renderAnswer(question, articles.verified(answer)));
  },
};
