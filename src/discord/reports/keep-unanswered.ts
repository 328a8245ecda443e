import type { Answer } from '../../answer/quoting/answer.js';
import type { State } from '../../state/state.js';
import type { RequestContext } from '../dispatch/request-context.js';

/**
 * Stores an unanswered question if the server has switched that on. Questions from direct messages, private channels and servers
 * without the bot are never stored. Call it after the answer was sent, and not for private questions. Never throws.
 */
export async function keepUnanswered(
  { app, viewer, access }: Pick<RequestContext, 'app' | 'viewer' | 'access'>,
  question: string,
  { kind }: Answer,
): Promise<void> {
  const { verbatim, state, logger } = app;
  const { id: person, guild } = viewer;
  // Reads the settings again, since they may have changed while the question was answered.
  const isKept = () => state.settings.of(guild ?? '').keepQuestions > 0;
  try {
    if (kind === 'answered' || guild === undefined || !access.isPublic || !isKept()) return;
    const meaning = await verbatim.meaning(question);
    if (isKept()) state.unanswered.keep({ guild, person, question, meaning });
  } catch (err) {
    logger.warn({ err }, 'a question could not be stored');
  }
}

/** Deletes questions whose retention period is over. Returns how many. */
export function deleteExpired({ settings, unanswered }: Pick<State, 'settings' | 'unanswered'>): number {
  return unanswered.prune((guild) => settings.of(guild).keepQuestions);
}
