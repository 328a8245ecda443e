import {
  type ButtonInteraction,
  ComponentType,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { RefusedError } from '../../dispatch/failures.js';
import type { RequestContext } from '../../dispatch/request-context.js';
import { pressedOf } from '../answer-buttons.js';
import { FIELD, followUpModal, whyModal } from '../modals.js';
import { followUp, showMore } from './asking.js';
import { navigate } from './navigate.js';
import { pressOf } from './press.js';
import { share } from './share.js';
import { vote } from './vote.js';

/** Whether a button under an answer, or its form, asks a question; `soon` if it opens a form for one. */
export function asksAnew(interaction: ButtonInteraction | ModalSubmitInteraction): boolean | 'soon' {
  const action = pressedOf(interaction.customId)?.action;
  if (action === 'follow') return interaction.isButton() ? 'soon' : true;
  return action === 'more';
}

/** Handles the buttons under an answer. */
export async function pressAnswerButton(interaction: ButtonInteraction, context: RequestContext): Promise<void> {
  const press = pressOf(interaction, context.app.state, context.viewer);
  switch (press.action) {
    case 'page':
    case 'context':
      return navigate(interaction, context, press);
    case 'more':
      return showMore(interaction, context, press);
    case 'follow':
      return interaction.showModal(followUpModal(interaction.customId, context.words));
    case 'share':
      return share(interaction, context, press);
    case 'good':
      return vote(interaction, context, press);
    case 'bad':
      return interaction.showModal(whyModal(interaction.customId, context.words));
  }
}

/** Handles the forms that the buttons open. */
export async function submitAnswerForm(
  interaction: ModalMessageModalSubmitInteraction,
  context: RequestContext,
): Promise<void> {
  const press = pressOf(interaction, context.app.state, context.viewer);
  const written = writtenIn(interaction);
  if (press.action === 'bad') return vote(interaction, context, press, written);
  if (press.action === 'follow') return followUp(interaction, context, press, written);
  throw new RefusedError('common:unknownButton');
}

/** The form's text. @throws RefusedError for an unknown form. */
function writtenIn({ fields }: ModalMessageModalSubmitInteraction): string {
  const field = fields.fields.get(FIELD);
  if (field?.type !== ComponentType.TextInput) throw new RefusedError('common:unknownButton');
  return field.value.trim();
}
