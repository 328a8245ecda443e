import { type ButtonInteraction, MessageFlags, type ModalMessageModalSubmitInteraction } from 'discord.js';
import type { ShownAnswer } from '../../../state/shown.js';
import type { State } from '../../../state/state.js';
import { RefusedError } from '../../dispatch/failures.js';
import type { Viewer } from '../../dispatch/viewer.js';
import { type Pressed, pressedOf } from '../answer-buttons.js';
import { type QuestionOnCard, questionOf } from '../question.js';

export const EPHEMERAL = { flags: MessageFlags.Ephemeral } as const;

/** A valid press of a button, with the answer that the button belongs to. */
export interface Press extends Pressed {
  readonly shown: ShownAnswer;
  readonly question: QuestionOnCard | undefined;
  /** Whether the message is ephemeral. */
  readonly isPrivate: boolean;
}

export type FromMessage = ButtonInteraction | ModalMessageModalSubmitInteraction;

/** @throws RefusedError if the answer is not stored or was given in another server. */
export function pressOf(interaction: FromMessage, { shown: answers }: State, { guild }: Viewer): Press {
  const pressed = pressedOf(interaction.customId);
  if (!pressed) throw new RefusedError('common:unknownButton');
  const shown = answers.find(pressed.id, guild ?? '');
  if (!shown) throw new RefusedError('answer:expired');
  const { components, flags } = interaction.message;
  const question = questionOf(components.map((component) => component.toJSON()));
  return { ...pressed, shown, question, isPrivate: flags.has(MessageFlags.Ephemeral) };
}
