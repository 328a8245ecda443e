import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes, type RepliableInteraction } from 'discord.js';
import type { Logger } from 'pino';
import { languageFor, type WordKey, type Words, wordsIn } from '../../i18n/words.js';
import { concluded, currentReference, newReference } from '../../logging/request-trace.js';
import { REFUSALS, type Refusal } from '../../metrics/labels.js';
import { IndexUnavailableError, QuestionError, UserError } from '../../runtime/errors.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { notice } from '../components/notice.js';
import { UnansweredError } from '../gateway/requests.js';
import { kindOf, recentFailures } from './recent-failures.js';

/** Answers of Discord after which there is nobody to tell: the interaction, message or channel is gone. */
const GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

/** Something that the bot declines, in its own words. */
export class RefusedError extends UserError {
  constructor(
    readonly key: WordKey,
    readonly values: Readonly<Record<string, string | number>> = {},
  ) {
    super(wordsIn('en')(key, values));
  }
}

/** A question is not taken: its asker may not ask, or asks too much. */
export class NotAdmittedError extends RefusedError {}

/** Somebody asked too much; the word is given when to ask again, as a time that Discord shows in the reader's own way. */
export class LimitedError extends NotAdmittedError {
  constructor(key: WordKey, again: Date) {
    super(key, { again: `<t:${Math.ceil(again.getTime() / 1_000)}:R>` });
  }
}

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
export function failureCard(error: unknown, t: Words, logger: Logger): Card | undefined {
  if (isUnreachable(error)) {
    concluded('undelivered');
    recentFailures.add({ at: Date.now(), kind: kindOf(error) });
    logger.warn({ err: error }, 'could not reply');
    return undefined;
  }
  if (error instanceof UserError) {
    // What is wrong with the index is for who runs the bot; what is wrong with a question is nobody else's business.
    if (error instanceof IndexUnavailableError) {
      concluded('failed');
      logger.warn({ err: error }, 'no index to answer from');
    } else {
      concluded('refused', refusalOf(error));
      logger.info({ kind: error.name }, 'refused');
    }
    // All of it is the bot's own words, so the time in them may be markup.
    if (error instanceof LimitedError) return card(COLOURS.plain, [t(error.key, error.values)]);
    return notice(inWords(error, t));
  }
  concluded('failed');
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

/** Tells the user of an interaction that it failed. Never throws. */
export async function replyWithFailure(
  interaction: RepliableInteraction,
  error: unknown,
  logger: Logger,
): Promise<void> {
  // An acknowledgement that Discord did not answer won't be answered the second time either, and then it is too late.
  if (error instanceof UnansweredError && !interaction.deferred && !interaction.replied) {
    logger.warn({ err: error }, 'could not reply');
    return;
  }
  const card = failureCard(error, wordsIn(languageFor(interaction.locale)), logger);
  if (!card) return;
  try {
    // An edit after a deferred update would replace the message under whose button this went wrong.
    const isUpdate = interaction.ephemeral === null;
    if (interaction.deferred && !isUpdate) await interaction.editReply(card);
    else if (interaction.deferred || interaction.replied)
      await interaction.followUp({ ...card, flags: card.flags | MessageFlags.Ephemeral });
    else await interaction.reply({ ...card, flags: card.flags | MessageFlags.Ephemeral });
  } catch (failure) {
    logger.warn({ err: failure }, 'could not report the failure');
  }
}
