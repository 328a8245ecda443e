import type { ButtonInteraction } from 'discord.js';
import { RefusedError } from '../../dispatch/failures.js';
import type { RequestContext } from '../../dispatch/request-context.js';
import { isOpen, newCard, renderCard } from '../answer-card.js';
import { restored } from '../restored.js';
import type { Press } from './press.js';

/** Posts a private answer publicly, if everyone may currently see all of it. */
export async function share(interaction: ButtonInteraction, context: RequestContext, press: Press): Promise<void> {
  await interaction.deferUpdate();
  const { id, shown, question, isPrivate } = press;
  const { viewer, access } = context;
  const current = restored(shown, access.own);
  if (!isPrivate || !isOpen(current, viewer, access)) throw new RefusedError('answer:mayNotShare');
  if (!question) throw new RefusedError('answer:questionLost');
  await interaction.followUp(newCard(question, current, context, { isPrivate: false, counts: false }));
  // The articles may have changed in the meantime.
  const card = renderCard(question, restored(shown, access.own), context, { id, isPrivate, wasShared: true });
  await interaction.editReply(card);
}
