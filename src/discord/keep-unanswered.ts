import type { Answer } from '../answer/types.js';
import type { Visit } from './visit.js';

/**
 * Keeps a question that the articles did not answer, where the server has switched that on: never one of a direct message, a private
 * channel or a server that the bot is not in. Call it after the answer was sent, and not at all for what was asked privately. Never throws.
 */
export async function keepUnanswered(
  { guild, settings, isPublic, verbatim, state, logger }: Visit,
  userId: string,
  question: string,
  { kind }: Answer,
): Promise<void> {
  if (kind === 'answered' || guild === undefined || !isPublic || settings.keepQuestions === 0) return;
  try {
    const meaning = await verbatim.meaning(question);
    state.unanswered.keep({ guild, person: userId, question, meaning });
  } catch (err) {
    logger.warn({ err }, 'a question could not be kept');
  }
}
