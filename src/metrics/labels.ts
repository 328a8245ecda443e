/** How a question was asked. `overheard`: in a watched channel. `edit`: edited after it was answered. */
export const WAYS = ['command', 'compare', 'find', 'button', 'form', 'message', 'overheard', 'edit'] as const;
export type Way = (typeof WAYS)[number];

/**
 * Outcomes of a question, in ascending weight. `withheld`: the answer was not confident enough to be given unasked.
 * `undelivered`: the message or channel was gone or closed to the bot.
 */
export const OUTCOMES = ['nothing', 'closest', 'answered', 'withheld', 'refused', 'undelivered', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a question was refused: a limit, a missing role, too many waiting, a shutdown, or the question itself. */
export const REFUSALS = [
  'person',
  'cooldown',
  'channel',
  'server',
  'role',
  'busy',
  'leaving',
  'question',
  'other',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** `busy`: another run was in progress. */
export const RUN_OUTCOMES = ['done', 'cancelled', 'busy', 'failed'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** Status of Discord's responses: 429 separately, others by class. */
export const ANSWERS = ['2xx', '3xx', '429', '4xx', '5xx'] as const;

/** `refused`: Discord responded with 429. `delayed`: the client held a request back until the limit resets. */
export const RATE_LIMITS = ['refused', 'delayed'] as const;
export type RateLimit = (typeof RATE_LIMITS)[number];

/** `attempted`: a lost connection is being restored. `resumed`: the session continued. */
export const RECONNECTS = ['attempted', 'resumed'] as const;
export type Reconnect = (typeof RECONNECTS)[number];

/** The reader that read a passage. */
export const READERS = ['small', 'large'] as const;
