import { randomBytes } from 'node:crypto';
import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes, type RepliableInteraction } from 'discord.js';
import type { Logger } from 'pino';
import { UserError } from '../errors.js';
import type { Card } from './render/card.js';
import { notice } from './render/notice.js';

/** Answers of Discord after which there is nobody to tell: the interaction, message or channel is gone. */
const GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

export function isForbidden(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 403;
}

/** Whether another try to reply could only be refused again. */
export function isUnreachable(error: unknown): boolean {
  return isForbidden(error) || (error instanceof DiscordAPIError && GONE.has(error.code));
}

/**
 * What the user is told of an error, and the log with it: a `UserError` speaks for itself, anything else is a reference
 * that stands in both. Undefined when the user can't be reached.
 */
export function failureCard(error: unknown, logger: Logger): Card | undefined {
  if (isUnreachable(error)) {
    logger.warn({ err: error }, 'could not reply');
    return undefined;
  }
  if (error instanceof UserError) {
    logger.info({ kind: error.name }, 'refused');
    return notice(error.message);
  }
  const reference = randomBytes(4).toString('hex');
  logger.error({ err: error, reference }, 'failed');
  return notice(
    `Something went wrong here. If it happens again, tell whoever runs this bot: reference ${reference}.`,
    'failed',
  );
}

/** Tells the user of an interaction that it failed. Never throws. */
export async function replyWithFailure(
  interaction: RepliableInteraction,
  error: unknown,
  logger: Logger,
): Promise<void> {
  const card = failureCard(error, logger);
  if (!card) return;
  try {
    if (interaction.deferred) await interaction.editReply(card);
    else if (interaction.replied) await interaction.followUp({ ...card, flags: card.flags | MessageFlags.Ephemeral });
    else await interaction.reply({ ...card, flags: card.flags | MessageFlags.Ephemeral });
  } catch (failure) {
    logger.warn({ err: failure }, 'could not report the failure');
  }
}
