import type { ButtonInteraction, ModalMessageModalSubmitInteraction } from 'discord.js';
import type { ShownAnswer } from '../../../state/shown.js';
import { notice } from '../../components/notice.js';
import { RefusedError } from '../../dispatch/failures.js';
import type { Visit } from '../../dispatch/request-context.js';
import { keepUnanswered } from '../../reports/keep-unanswered.js';
import { answerTo, articlesFor, cardOf } from '../answer-card.js';
import { rememberedAs } from '../restored.js';
import { limitOf } from '../source-limit.js';
import { EPHEMERAL, type Press } from './press.js';

/** Quotes that an answer can have in all. */
const MOST = 10;

/** Asks again for as many quotes as there can be, and shows those that are not on the card to who pressed. */
export async function showMore(
  interaction: ButtonInteraction,
  visit: Visit,
  { shown, question }: Press,
): Promise<void> {
  await interaction.deferReply(EPHEMERAL);
  if (!question) throw new RefusedError('answer:questionLost');
  const limit = shown.source === undefined ? undefined : limitOf(shown.source, visit.own);
  const limits = shown.source === undefined ? {} : { articles: limit?.articles ?? [] };
  const answer = visit.own.verified(await visit.own.ask(question.searched, { ...limits, most: MOST }));
  const found = rememberedAs(answer);
  const isOnCard = (quote: ShownAnswer['quotes'][number]) =>
    shown.quotes.some((old) => old.article === quote.article && old.start < quote.end && quote.start < old.end);
  const quotes = found.quotes.filter((quote) => !isOnCard(quote));
  if (quotes.length === 0) {
    await interaction.editReply(notice(visit.t('answer:noMore')));
    return;
  }
  const source = shown.source === undefined ? {} : { source: shown.source };
  const more: ShownAnswer = { ...found, quotes, ...source, isMore: true };
  await interaction.editReply(cardOf(question, more, visit, { isPrivate: true, counts: true }));
}

/** Asks what was written into the form, with the card's question before it; as private as the card. */
export async function followUp(
  interaction: ModalMessageModalSubmitInteraction,
  visit: Visit,
  { shown, question, isPrivate }: Press,
  written: string,
): Promise<void> {
  await interaction.deferReply(isPrivate ? EPHEMERAL : {});
  const limit = shown.source === undefined ? undefined : limitOf(shown.source, articlesFor(visit, isPrivate));
  const previous = question ? { previous: question.searched } : {};
  const { card, answer, searched } = await answerTo(written, visit, { isPrivate, limit, ...previous });
  await interaction.editReply(card);
  if (!isPrivate && !limit) await keepUnanswered(visit, interaction.user.id, searched, answer);
}
