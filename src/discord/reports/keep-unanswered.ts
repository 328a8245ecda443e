import type { Answer } from '../../answer/quoting/answer.js';
import type { State } from '../../state/state.js';
import type { RequestContext } from '../dispatch/request-context.js';

/**
 * Keeps a question that the articles did not answer, where the server has switched that on: never one of a direct message, a private
 * channel or a server that the bot is not in. Call it after the answer was sent, and not at all for what was asked privately. Never throws.
 */
export async function keepUnanswered(
  { app, viewer, access }: Pick<RequestContext, 'app' | 'viewer' | 'access'>,
  question: string,
  { kind }: Answer,
): Promise<void> {
  const { verbatim, state, logger } = app;
  const { id: person, guild } = viewer;
  // Asked of the settings themselves: they may have changed while the answer was sought.
  const isKept = () => state.settings.of(guild ?? '').keepQuestions > 0;
  try {
    if (kind === 'answered' || guild === undefined || !access.isPublic || !isKept()) return;
    const meaning = await verbatim.meaning(question);
    if (isKept()) state.unanswered.keep({ guild, person, question, meaning });
  } catch (err) {
    logger.warn({ err }, 'a question could not be kept');
  }
}

/** Deletes the questions that have been kept for as long as their server says; returns how many. */
export function deleteExpired({ settings, unanswered }: Pick<State, 'settings' | 'unanswered'>): number {
  return unanswered.prune((guild) => settings.of(guild).keepQuestions);
}
