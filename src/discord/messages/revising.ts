import { type Client, type Message, Routes } from 'discord.js';
import { traced } from '../../logging/request-trace.js';
import type { AnsweredClaim } from '../../state/claims.js';
import type { State } from '../../state/state.js';
import type { Card } from '../components/card.js';
import type { App } from '../dispatch/app.js';
import { failureCard, isUnreachable } from '../dispatch/failures.js';
import { contextOfMessage } from '../dispatch/request-context.js';
import { admit, cardFor } from './answering.js';
import { occasionOf } from './occasion.js';

/** Milliseconds for which an edited question updates its answer: an hour. */
const EDITABLE_FOR_MS = 3_600_000;

/**
 * Answers an edited question again and updates its answer. Nothing happens if the question is unchanged (Discord reports link
 * previews as edits), if there is no answer to update, or after an hour.
 */
export async function revise(message: Message, app: App): Promise<void> {
  const { claims } = app.state;
  const claim = claims.of(message.id);
  if (!claim || Date.now() - message.createdTimestamp > EDITABLE_FOR_MS) return;
  const occasion = occasionOf(message, app.state);
  if (!occasion || !claims.revise(message.id, occasion.question)) return;
  await traced({ way: 'edit', about: { message: message.id } }, app, async () => {
    const context = contextOfMessage(message, app);
    const reply = admit(message, occasion, context).then(() => cardFor(message, occasion, context));
    const card = await reply
      .then((each) => each?.card)
      .catch((error) => failureCard(error, context.words, context.app.logger));
    if (card) await edit(message.client, claim, card);
    else await withdraw(message.id, message.client, app.state);
  });
}

/** Deletes the answer to a deleted question, because the answer repeats the question. */
export async function withdraw(messageId: string, client: Client, { claims }: Pick<State, 'claims'>): Promise<void> {
  const claim = claims.withdraw(messageId);
  if (claim) await client.rest.delete(Routes.channelMessage(claim.place, claim.reply)).catch(unlessGone);
}

async function edit(client: Client, { place, reply }: AnsweredClaim, card: Card): Promise<void> {
  const body = { ...card, allowed_mentions: { parse: [] } };
  await client.rest.patch(Routes.channelMessage(place, reply), { body }).catch(unlessGone);
}

/** Ignores an answer that a moderator deleted, or a channel that is closed to the bot. */
function unlessGone(error: unknown): void {
  if (!isUnreachable(error)) throw error;
}
