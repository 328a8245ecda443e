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

const pageId = (page: number) => `sources:${page}`;

export const sources: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    name: 'sources',
    description: 'The articles that answers come from.',
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    options: [
      { type: ApplicationCommandOptionType.Subcommand, name: 'list', description: 'List all articles.' },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'show',
        description: 'Show one article: who published it, when, and how it begins.',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'article',
            description: 'Part of its title or publisher.',
            required: true,
            autocomplete: true,
          },
        ],
      },
    ],
  },

  async run(interaction, { verbatim }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    if (interaction.options.getSubcommand() === 'list') {
      await interaction.editReply(renderSourceList(verbatim.sources(), 0, pageId));
      return;
    }
    const typed = interaction.options.getString('article', true);
    const source = sourceOfChoice(typed, verbatim);
    const article = source && verbatim.source(source.id);
    if (!article) throw new UserError(`No article is called "${typed}". /sources list shows them all.`);
    await interaction.editReply(renderSource(source, article));
  },

  async autocomplete(interaction, { verbatim }) {
    const found = verbatim.findSources(interaction.options.getFocused(), MAX_CHOICES);
    await interaction.respond(found.slice(0, MAX_CHOICES).map(choiceFor));
  },

  async button(interaction, { verbatim }) {
    const page = Number.parseInt(interaction.customId.slice('sources:'.length), 10) || 0;
    await interaction.update(renderSourceList(verbatim.sources(), page, pageId));
  },
};
