import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes, type RepliableInteraction } from 'discord.js';
import type { Logger } from 'pino';
import { languageFor, type WordKey, type Words, wordsIn } from '../../i18n/words.js';
import { currentReference, newReference, recordOutcome } from '../../logging/request-trace.js';
import { REFUSALS, type Refusal } from '../../metrics/labels.js';
import { IndexUnavailableError, QuestionError, UserError } from '../../runtime/errors.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { notice } from '../components/notice.js';
import { UnansweredError } from '../gateway/requests.js';
import { kindOf, recentFailures } from './recent-failures.js';

/** Error codes after which no reply is possible: the interaction, message or channel is gone. */
const GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

/** A refusal with translated words. */
export class RefusedError extends UserError {
  constructor(
    readonly key: WordKey,
    readonly values: Readonly<Record<string, string | number>> = {},
  ) {
    super(wordsIn('en')(key, values));
  }
}

/** A question is refused: its asker may not ask or has reached a limit. */
export class NotAdmittedError extends RefusedError {}

/** A limit is reached. The text's value `again` is a timestamp that Discord shows in the reader's locale and time zone. */
export class LimitedError extends NotAdmittedError {
  constructor(key: WordKey, again: Date) {
    super(key, { again: `<t:${Math.ceil(again.getTime() / 1_000)}:R>` });
  }
}

export function isForbidden(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 403;
}

/** Whether retrying the reply is pointless. */
export function isUnreachable(error: unknown): boolean {
  return isForbidden(error) || (error instanceof DiscordAPIError && GONE.has(error.code));
}

/**
 * Logs an error and returns the card to show for it: the message of a `UserError`, or a reference that the log contains
 * too. Undefined if the user can't be reached.
 */
export function failureCard(error: unknown, t: Words, logger: Logger): Card | undefined {
  if (isUnreachable(error)) {
    recordOutcome('undelivered');
    recentFailures.add({ at: Date.now(), kind: kindOf(error) });
    logger.warn({ err: error }, 'could not reply');
    return undefined;
  }
  if (error instanceof UserError) {
    // Index errors are logged for the operator. Errors about a question may quote it, so only their kind is logged.
    if (error instanceof IndexUnavailableError) {
      recordOutcome('failed');
      logger.warn({ err: error }, 'no index to answer from');
    } else {
      recordOutcome('refused', refusalOf(error));
      logger.info({ kind: error.name }, 'refused');
    }
    // The text contains only the bot's own words, so the timestamp may be markup.
    if (error instanceof LimitedError) return card(COLOURS.plain, [t(error.key, error.values)]);
    return notice(inWords(error, t));
  }
  recordOutcome('failed');
  const reference = currentReference() ?? newReference();
  recentFailures.add({ at: Date.now(), reference, kind: kindOf(error) });
  logger.error({ err: error, reference }, 'failed');
  return notice(t('common:failed', { reference }), 'failed');
}

function refusalOf(error: UserError): Refusal {
  const named = error instanceof LimitedError ? error.key.replace('limits:', '') : error.code;
  const known = REFUSALS.find((each) => each === named);
  return known ?? (error instanceof NotAdmittedError ? 'role' : error instanceof QuestionError ? 'question' : 'other');
}

function inWords(error: UserError, t: Words): string {
  if (error instanceof RefusedError) return t(error.key, error.values);
  return error.code ? t(`errors:${error.code}`, error.fields) : error.message;
}

/** Tells the user that the interaction failed. Never throws. */
export async function replyWithFailure(
  interaction: RepliableInteraction,
  error: unknown,
  logger: Logger,
): Promise<void> {
  // If Discord did not respond to the acknowledgement, a second attempt would be too late.
  if (error instanceof UnansweredError && !interaction.deferred && !interaction.replied) {
    logger.warn({ err: error }, 'could not reply');
    return;
  }
  const card = failureCard(error, wordsIn(languageFor(interaction.locale)), logger);
  if (!card) return;
  try {
    // After a deferred update, an edit would replace the message that the button belongs to.
    const isUpdate = interaction.ephemeral === null;
    if (interaction.deferred && !isUpdate) await interaction.editReply(card);
    else if (interaction.deferred || interaction.replied)
      await interaction.followUp({ ...card, flags: card.flags | MessageFlags.Ephemeral });
    else await interaction.reply({ ...card, flags: card.flags | MessageFlags.Ephemeral });
  } catch (failure) {
    logger.warn({ err: failure }, 'could not report the failure');
  }
}
