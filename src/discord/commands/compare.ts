import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import { articlesFor, newCard } from '../answers/answer-card.js';
import { type CheckedAnswer, checked, withQuotes } from '../answers/checked-answer.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { choiceFor, MAX_CHOICES, sourceOfChoice } from '../sources/source-choice.js';
import { ANYWHERE } from './contexts.js';

/** Quotes from each article. */
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
    const ask = (id: string) => articles.ask(question, { articles: [id], most: MOST });
    const answers = { first: await ask(first), second: await ask(second) };
    const compared = combined([
      { article: first, found: checked(answers.first, articles) },
      { article: second, found: checked(answers.second, articles) },
    ]);
    const onCard = { asked: question, searched: question };
    await interaction.editReply(newCard(onCard, compared, context, { isPrivate, counts: true }));
  },

  async autocomplete(interaction, { access }) {
    const isPrivate = interaction.options.getBoolean('private') ?? false;
    const found = articlesFor(access, isPrivate).findSources(interaction.options.getFocused(), MAX_CHOICES);
    await interaction.respond(found.slice(0, MAX_CHOICES).map(choiceFor));
  },
};

interface Side {
  readonly article: string;
  readonly found: CheckedAnswer;
}

/** Combines both answers: the better outcome, with articles numbered in the order in which they were named. */
function combined(sides: readonly Side[]): CheckedAnswer {
  const kinds = sides.map(({ found }) => found.outcome);
  const kind = (['answered', 'closest'] as const).find((each) => kinds.includes(each)) ?? 'nothing';
  const confidence = Math.max(...sides.map(({ found }) => found.answer.confidence));
  const quotes = sides.flatMap(({ found }, position) =>
    found.answer.quotes.map((quote) => ({ ...quote, citation: { ...quote.citation, number: position + 1 } })),
  );
  return {
    answer: withQuotes({ kind, confidence }, quotes),
    origin: { sides: sides.map(({ article, found }) => ({ article, kind: found.outcome })) },
    outcome: kind,
    lost: [],
    isWhole: true,
    articleOf: (id) => sides.find(({ article }) => article === id)?.found.articleOf(id),
  };
}
