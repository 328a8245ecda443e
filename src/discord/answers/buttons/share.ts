import type { ButtonInteraction } from 'discord.js';
import { RefusedError } from '../../dispatch/failures.js';
import type { RequestContext } from '../../dispatch/request-context.js';
import { cardOf, isOpen, renderShown } from '../answer-card.js';
import type { Press } from './press.js';

/** Posts a private answer for all to see, if all of it is open to all at this moment. */
export async function share(interaction: ButtonInteraction, context: RequestContext, press: Press): Promise<void> {
  await interaction.deferUpdate();
  const { id, shown, question, isPrivate } = press;
  if (!isPrivate || !isOpen(shown, context.viewer, context.access)) throw new RefusedError('answer:mayNotShare');
  if (!question) throw new RefusedError('answer:questionLost');
  await interaction.followUp(cardOf(question, shown, context, { isPrivate: false, counts: false }));
  await interaction.editReply(renderShown(question, shown, context, { id, isPrivate, wasShared: true }));
}
