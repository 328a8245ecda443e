import type { ButtonInteraction, ModalMessageModalSubmitInteraction } from 'discord.js';
import type { Quote } from '../../../answer/quoting/answer.js';
import { notice } from '../../components/notice.js';
import { RefusedError } from '../../dispatch/failures.js';
import type { RequestContext } from '../../dispatch/request-context.js';
import { keepUnanswered } from '../../reports/keep-unanswered.js';
import { answerTo, articlesFor, newCard } from '../answer-card.js';
import { checked, withQuotes } from '../checked-answer.js';
import { limitOf } from '../source-limit.js';
import { EPHEMERAL, type Press } from './press.js';

/** Most quotes that an answer can have. */
const MOST = 10;

/** Asks again for the most quotes, and shows those that are not on the card to the user of the button. */
export async function showMore(
  interaction: ButtonInteraction,
  context: RequestContext,
  { shown, question }: Press,
): Promise<void> {
  await interaction.deferReply(EPHEMERAL);
  if (!question) throw new RefusedError('answer:questionLost');
  const { access, words } = context;
  const { own } = access;
  const limit = shown.source === undefined ? undefined : limitOf(shown.source, own);
  const limits = shown.source === undefined ? {} : { articles: limit?.articles ?? [] };
  const source = shown.source === undefined ? {} : { source: shown.source };
  const answer = await own.ask(question.searched, { ...limits, most: MOST });
  const found = checked(answer, own, { ...source, isMore: true });
  const isOnCard = ({ articleId, start, end }: Quote) =>
    shown.quotes.some((old) => old.article === articleId && old.start < end && start < old.end);
  const quotes = found.answer.quotes.filter((quote) => !isOnCard(quote));
  if (quotes.length === 0) {
    await interaction.editReply(notice(words('answer:noMore')));
    return;
  }
  const more = { ...found, answer: withQuotes(found.answer, quotes) };
  await interaction.editReply(newCard(question, more, context, { isPrivate: true, counts: true }));
}

/** Asks the question in the form as a follow-up to the card's question. The answer is ephemeral if the card is. */
export async function followUp(
  interaction: ModalMessageModalSubmitInteraction,
  context: RequestContext,
  { shown, question, isPrivate }: Press,
  written: string,
): Promise<void> {
  await interaction.deferReply(isPrivate ? EPHEMERAL : {});
  const limit = shown.source === undefined ? undefined : limitOf(shown.source, articlesFor(context.access, isPrivate));
  const previous = question ? { previous: question.searched } : {};
  const { card, answer, searched } = await answerTo(written, context, { isPrivate, limit, ...previous });
  await interaction.editReply(card);
  if (!isPrivate && !limit) await keepUnanswered(context, searched, answer);
}
