import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import type { SourceSummary } from '../../app/verbatim.js';
import { choiceNamed, named } from '../../i18n/words.js';
import type { Card } from '../components/card.js';
import { notice } from '../components/notice.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { renderSource } from '../sources/source-card.js';
import { choiceFor, MAX_CHOICES, sourceOfChoice, sourceOfValue } from '../sources/source-choice.js';
import { asFilter, asSort, type ListState, listed, listStateOf, MAX_FILTER, SORTS } from '../sources/source-list.js';
import { renderSourceList } from '../sources/sources-card.js';
import { ANYWHERE } from './contexts.js';

export const sources: Command = {
  id: 'sources',
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('sources'),
    ...ANYWHERE,
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('sources.list'),
        options: [
          { type: ApplicationCommandOptionType.String, ...named('sources.list.filter'), max_length: MAX_FILTER },
          {
            type: ApplicationCommandOptionType.String,
            ...named('sources.list.sort'),
            choices: SORTS.map((sort) => choiceNamed(`sources.choice.${sort}`, sort)),
          },
        ],
      },
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

  async run(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { own } = context.access;
    if (interaction.options.getSubcommand() === 'list') {
      const filter = asFilter(interaction.options.getString('filter') ?? '');
      const sort = asSort(interaction.options.getString('sort'));
      await interaction.editReply(list(context, { page: 0, sort, filter }));
      return;
    }
    const typed = interaction.options.getString('article', true);
    const shown = show(context, sourceOfChoice(typed, own));
    if (!shown) throw new RefusedError('sources:unknown', { typed });
    await interaction.editReply(shown);
  },

  async autocomplete(interaction, { access: { own } }) {
    const found = own.findSources(interaction.options.getFocused(), MAX_CHOICES);
    await interaction.respond(found.map(choiceFor));
  },

  async component(interaction, context) {
    const state = listStateOf(interaction.customId);
    if (!interaction.isStringSelectMenu()) {
      await interaction.update(list(context, state));
      return;
    }
    const [value = ''] = interaction.values;
    if (interaction.customId.startsWith('sources:sort:')) {
      await interaction.update(list(context, { ...state, sort: asSort(value), page: 0 }));
      return;
    }
    const shown = show(context, sourceOfValue(value, context.access.own), state);
    await interaction.update(shown ?? notice(context.words('sources:gone')));
  },
};

function list({ app, viewer, access, words }: RequestContext, state: ListState): Card {
  const { guild, language } = viewer;
  const quoted = state.sort === 'quoted' && guild ? app.state.shown.quotedIn(guild) : new Map();
  return renderSourceList(listed(access.own, state, quoted), state, { t: words, language });
}

/** The article's card; undefined if this person may not see the article. */
function show(
  { app: { state }, viewer, access, words }: RequestContext,
  source: SourceSummary | undefined,
  backTo?: ListState,
): Card | undefined {
  const { guild, language } = viewer;
  const article = source && access.own.source(source.id);
  if (!article) return undefined;
  const quoted = guild === undefined ? undefined : (state.shown.quotedFrom(source.id, guild) ?? 'never');
  return renderSource({ source, article, quoted }, { t: words, language }, backTo);
}
