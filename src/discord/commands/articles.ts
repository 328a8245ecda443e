import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import { clipPlain } from '../components/clip.js';
import { notice } from '../components/notice.js';
import type { Access } from '../dispatch/access.js';
import type { App } from '../dispatch/app.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { add, askToRemove, asRefusal, collectionsOf, remove, restore } from '../indexing/article-changes.js';
import { choiceFor, MAX_CHOICES } from '../sources/source-choice.js';
import { IN_SERVERS } from './contexts.js';

const MAX_COLLECTION = 100;

export const articles: Command = {
  id: 'articles',
  forAdmins: true,
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('articles'),
    ...IN_SERVERS,
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('articles.add'),
        options: [
          { type: ApplicationCommandOptionType.Attachment, ...named('articles.add.file') },
          { type: ApplicationCommandOptionType.String, ...named('articles.add.link'), max_length: 2_000 },
          {
            type: ApplicationCommandOptionType.String,
            ...named('articles.add.collection'),
            max_length: MAX_COLLECTION,
            autocomplete: true,
          },
          { type: ApplicationCommandOptionType.Boolean, ...named('articles.add.replace') },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...named('articles.remove'),
        options: [
          {
            type: ApplicationCommandOptionType.String,
            ...named('articles.remove.article'),
            required: true,
            autocomplete: true,
          },
        ],
      },
    ],
  },

  async run(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    checkMayChange(context.access, context.app);
    const work = interaction.options.getSubcommand() === 'add' ? add : askToRemove;
    await work(interaction, context).catch(asRefusal);
  },

  async autocomplete(interaction, { access: { own, mayAdminister } }) {
    const { name, value } = interaction.options.getFocused(true);
    if (!mayAdminister) await interaction.respond([]);
    else if (name === 'article') await interaction.respond(own.findSources(value, MAX_CHOICES).map(choiceFor));
    else {
      const typed = value.trim().toLowerCase();
      const matching = collectionsOf(own).filter((each) => each !== '' && each.toLowerCase().includes(typed));
      const fitting = matching.filter((each) => each.length <= MAX_COLLECTION).slice(0, MAX_CHOICES);
      await interaction.respond(fitting.map((each) => ({ name: clipPlain(each, MAX_COLLECTION) || '…', value: each })));
    }
  },

  async component(interaction, context) {
    await interaction.deferUpdate();
    checkMayChange(context.access, context.app);
    const [, action, id = ''] = interaction.customId.split(':');
    if (action === 'remove') await remove(interaction, context, id).catch(asRefusal);
    else if (action === 'restore') await restore(interaction, context, id).catch(asRefusal);
    else await interaction.editReply(notice(context.words('articles:kept')));
  },
};

function checkMayChange({ mayAdminister }: Access, { takesArticles }: App): void {
  if (!mayAdminister) throw new RefusedError('common:onlyAdmins');
  if (!takesArticles()) throw new RefusedError('articles:off');
}
