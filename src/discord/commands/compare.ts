import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import type { Answer } from '../../answer/quoting/answer.js';
import { named } from '../../i18n/words.js';
import type { ShownAnswer } from '../../state/shown.js';
import { articlesFor, cardOf } from '../answers/answer-card.js';
import { rememberedAs } from '../answers/restored.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { choiceFor, MAX_CHOICES, sourceOfChoice } from '../sources/source-choice.js';
import { ANYWHERE } from './contexts.js';

/** Quotes of either article. */
const MOST = 2;

export const compare: Command = {
  id: 'compare',
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('compare'),
    ...ANYWHERE,
    options: [
      { type: ApplicationCommandOptionType.String, ...named('compare.question'), required: true },
      { type: ApplicationCommandOptionType.String, ...named('compare.first'), required: true, autocomplete: true },
      { type: ApplicationCommandOptionType.String, ...named('compare.second'), required: true, autocomplete: true },
      { type: ApplicationCommandOptionType.Boolean, ...named('compare.private') },
    ],
  },

  asks: (interaction) => interaction.isChatInputCommand(),

  async run(interaction, context) {
    const isPrivate = interaction.options.getBoolean('private') ?? false;
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    const articles = articlesFor(context.access, isPrivate);
    const question = interaction.options.getString('question', true);
    const [first, second] = (['first', 'second'] as const).map((option) => {
      const typed = interaction.options.getString(option, true);
      const source = sourceOfChoice(typed, articles);
      if (!source) throw new RefusedError('answer:noSuchSource', { typed });
      return source.id;
    });
    if (!first || !second || first === second) throw new RefusedError('answer:sameArticle');
    const answerOf = async (id: string) =>
      articles.verified(await articles.ask(question, { articles: [id], most: MOST }));
    const sides = [
      { article: first, answer: await answerOf(first) },
      { article: second, answer: await answerOf(second) },
    ];
    const card = cardOf({ asked: question, searched: question }, together(sides), context, { isPrivate, counts: true });
    await interaction.editReply(card);
  },

  async autocomplete(interaction, { access }) {
    const isPrivate = interaction.options.getBoolean('private') ?? false;
    const found = articlesFor(access, isPrivate).findSources(interaction.options.getFocused(), MAX_CHOICES);
    await interaction.respond(found.slice(0, MAX_CHOICES).map(choiceFor));
  },
};

/** Both answers as one: the better outcome of the two, the articles numbered in the order they were named. */
function together(sides: readonly { readonly article: string; readonly answer: Answer }[]): ShownAnswer {
  const kinds = sides.map(({ answer }) => answer.kind);
  const kind = (['answered', 'closest'] as const).find((each) => kinds.includes(each)) ?? 'nothing';
  return {
    kind,
    confidence: Math.max(...sides.map(({ answer }) => answer.confidence)),
    quotes: sides.flatMap(({ answer }, position) =>
      rememberedAs(answer).quotes.map((quote) => ({ ...quote, number: position + 1 })),
    ),
    sides: sides.map(({ article, answer }) => ({ article, kind: answer.kind })),
  };
}
