import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  MessageFlags,
} from 'discord.js';
import { UserError } from '../../errors.js';
import type { Command } from '../command.js';
import { renderSource, renderSourceList } from '../render/sources.js';
import { choiceFor, MAX_CHOICES, sourceOfChoice } from '../source-choice.js';
import { named } from '../words/words.js';

const pageId = (page: number) => `sources:${page}`;

export const sources: Command = {
  id: 'sources',
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('sources'),
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    options: [
      { type: ApplicationCommandOptionType.Subcommand, ...named('sources.list') },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('sources.show'),
        options: [
          {
            type: ApplicationCommandOptionType.String,
            ...named('sources.show.article'),
            required: true,
            autocomplete: true,
          },
        ],
      },
    ],
  },

  async run(interaction, { own }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    if (interaction.options.getSubcommand() === 'list') {
      await interaction.editReply(renderSourceList(own.sources(), 0, pageId));
      return;
    }
    const typed = interaction.options.getString('article', true);
    const source = sourceOfChoice(typed, own);
    const article = source && own.source(source.id);
    if (!article) throw new UserError(`No article is called "${typed}". /sources list shows them all.`);
    await interaction.editReply(renderSource(source, article));
  },

  async autocomplete(interaction, { own }) {
    const found = own.findSources(interaction.options.getFocused(), MAX_CHOICES);
    await interaction.respond(found.slice(0, MAX_CHOICES).map(choiceFor));
  },

  async component(interaction, { own }) {
    if (!interaction.isButton()) return;
    const page = Number.parseInt(interaction.customId.slice('sources:'.length), 10) || 0;
    await interaction.update(renderSourceList(own.sources(), page, pageId));
  },
};
