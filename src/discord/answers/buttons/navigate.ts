import type { ButtonInteraction, MessageComponentInteraction } from 'discord.js';
import type { RequestContext } from '../../dispatch/request-context.js';
import { articlesFor, renderCard } from '../answer-card.js';
import { renderContext } from '../context.js';
import type { QuestionOnCard } from '../question.js';
import { restored } from '../restored.js';
import { EPHEMERAL, type Press } from './press.js';

/** Used if the question can no longer be read from the card. */
const UNKNOWN: QuestionOnCard = { asked: '', searched: '' };

/** Shows another page, or the paragraph around a quote: on the card itself for the asker, privately for others. */
export async function navigate(interaction: ButtonInteraction, context: RequestContext, press: Press): Promise<void> {
  const inPlace = press.isPrivate || isAskedBy(interaction);
  await (inPlace ? interaction.deferUpdate() : interaction.deferReply(EPHEMERAL));
  const { id, action, numbers, shown, question = UNKNOWN } = press;
  const [quote = 0, page] = numbers;
  const isPrivate = press.isPrivate || !inPlace;
  const current = restored(shown, articlesFor(context.access, isPrivate));
  const { answer, articleOf } = current;
  if (action === 'page' || answer.kind === 'nothing') {
    await interaction.editReply(renderCard(question, current, context, { id, isPrivate, quote }));
    return;
  }
  const { viewer, words } = context;
  const view = { language: viewer.language, t: words, articleOf, id, searched: question.searched };
  const at = page === undefined ? { quote } : { quote, page };
  await interaction.editReply(renderContext(question.asked, answer, view, at));
}

/** Whether the user of the button is the asker: of the command or form, or of the message replied to. */
function isAskedBy({ message, user }: MessageComponentInteraction): boolean {
  return (message.interactionMetadata?.user ?? message.mentions.repliedUser)?.id === user.id;
}
