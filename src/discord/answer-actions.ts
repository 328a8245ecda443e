import {
  type ButtonInteraction,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
} from 'discord.js';
import { LONGEST_REASON } from '../state/feedback.js';
import type { ShownAnswer } from '../state/shown.js';
import { answerTo, articlesFor, cardOf, isOpen, readerOf, renderShown } from './answer-card.js';
import { RefusedError } from './failures.js';
import { type Pressed, pressedOf } from './render/answer-buttons.js';
import { renderContext } from './render/context.js';
import { FIELD, followUpModal, whyModal } from './render/modals.js';
import { notice } from './render/notice.js';
import { type QuestionOnCard, questionOf } from './render/question.js';
import { rememberedAs, restored } from './restored.js';
import { limitOf } from './source-limit.js';
import type { Visit } from './visit.js';

/** Quotes that an answer can have in all. */
const MOST = 10;
const EPHEMERAL = { flags: MessageFlags.Ephemeral } as const;

/** A pressed button that holds, with the answer that it stands under. */
interface Press extends Pressed {
  readonly shown: ShownAnswer;
  readonly question: QuestionOnCard | undefined;
  /** Whether only who pressed sees the message. */
  readonly isPrivate: boolean;
}

type FromMessage = ButtonInteraction | ModalMessageModalSubmitInteraction;

/** @throws RefusedError for an answer that isn't remembered, or was given in another server. */
function pressOf(interaction: FromMessage, { state, guild }: Visit): Press {
  const pressed = pressedOf(interaction.customId);
  if (!pressed) throw new RefusedError('common:unknownButton');
  const shown = state.shown.find(pressed.id, guild ?? '');
  if (!shown) throw new RefusedError('answer:expired');
  const { components, flags } = interaction.message;
  const question = questionOf(components.map((component) => component.toJSON()));
  return { ...pressed, shown, question, isPrivate: flags.has(MessageFlags.Ephemeral) };
}

/** What the buttons under an answer do. */
export async function pressAnswerButton(interaction: ButtonInteraction, visit: Visit): Promise<void> {
  const press = pressOf(interaction, visit);
  switch (press.action) {
    case 'page':
    case 'context':
      return turn(interaction, visit, press);
    case 'more':
      return showMore(interaction, visit, press);
    case 'follow':
      if (!visit.mayAsk) throw new RefusedError('common:mayNotAsk');
      return interaction.showModal(followUpModal(interaction.customId, visit.t));
    case 'share':
      return share(interaction, visit, press);
    case 'good':
      return vote(interaction, visit, press);
    case 'bad':
      return interaction.showModal(whyModal(interaction.customId, visit.t));
  }
}

/** What was written into the forms that the buttons open. */
export async function submitAnswerForm(interaction: ModalMessageModalSubmitInteraction, visit: Visit): Promise<void> {
  const press = pressOf(interaction, visit);
  const written = interaction.fields.getTextInputValue(FIELD).trim();
  if (press.action === 'bad') return vote(interaction, visit, press, written);
  if (press.action === 'follow') return followUp(interaction, visit, press, written);
  throw new RefusedError('common:unknownButton');
}

/** Shows another page, or the paragraph around a quote: on the card itself for who asked, and to others privately. */
async function turn(interaction: ButtonInteraction, visit: Visit, press: Press): Promise<void> {
  const inPlace = press.isPrivate || isAskedBy(interaction);
  await (inPlace ? interaction.deferUpdate() : interaction.deferReply(EPHEMERAL));
  const { id, action, numbers, shown, question = UNKNOWN } = press;
  const [quote = 0, page] = numbers;
  const isPrivate = press.isPrivate || !inPlace;
  const articles = articlesFor(visit, isPrivate);
  const { answer } = restored(shown, articles);
  if (action === 'page' || answer.kind === 'nothing') {
    await interaction.editReply(renderShown(question, shown, visit, { id, isPrivate, quote }));
    return;
  }
  const view = { ...readerOf(visit, articles), id, searched: question.searched };
  const at = page === undefined ? { quote } : { quote, page };
  await interaction.editReply(renderContext(question.asked, answer, view, at));
}

const UNKNOWN: QuestionOnCard = { asked: '', searched: '' };

/** Whether who pressed a button is who asked: by a command or form, or in the message that is replied to. */
function isAskedBy({ message, user }: MessageComponentInteraction): boolean {
  return (message.interactionMetadata?.user ?? message.mentions.repliedUser)?.id === user.id;
}

async function showMore(interaction: ButtonInteraction, visit: Visit, { shown, question }: Press): Promise<void> {
  await interaction.deferReply(EPHEMERAL);
  if (!visit.mayAsk) throw new RefusedError('common:mayNotAsk');
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

async function followUp(
  interaction: ModalMessageModalSubmitInteraction,
  visit: Visit,
  { shown, question, isPrivate }: Press,
  written: string,
): Promise<void> {
  await interaction.deferReply(isPrivate ? EPHEMERAL : {});
  if (!visit.mayAsk) throw new RefusedError('common:mayNotAsk');
  const limit = shown.source === undefined ? undefined : limitOf(shown.source, articlesFor(visit, isPrivate));
  const previous = question ? { previous: question.searched } : {};
  const { card } = await answerTo(written, visit, { isPrivate, limit, ...previous });
  await interaction.editReply(card);
}

/** Posts a private answer for all to see, if all of it is open to all at this moment. */
async function share(interaction: ButtonInteraction, visit: Visit, press: Press): Promise<void> {
  await interaction.deferUpdate();
  const { id, shown, question, isPrivate } = press;
  if (!isPrivate || !isOpen(shown, visit)) throw new RefusedError('answer:mayNotShare');
  if (!question) throw new RefusedError('answer:questionLost');
  await interaction.followUp(cardOf(question, shown, visit, { isPrivate: false, counts: false }));
  await interaction.editReply(renderShown(question, shown, visit, { id, isPrivate, wasShared: true }));
}

async function vote(interaction: FromMessage, visit: Visit, { id, action }: Press, reason?: string): Promise<void> {
  const { t, state, guild = '' } = visit;
  const words = reason?.slice(0, LONGEST_REASON);
  const good = action === 'good';
  const changed = state.feedback.vote({
    answer: id,
    guild,
    voter: interaction.user.id,
    good,
    ...(words && { reason: words }),
  });
  const thanks = words ? 'answer:thanksReason' : changed ? 'answer:thanksChanged' : 'answer:thanks';
  const { flags, components } = notice(t(thanks));
  await interaction.reply({ flags: flags | MessageFlags.Ephemeral, components });
}
