/** How a question came; `overheard` is one in a watched channel, `edit` one that was changed after it was answered. */
export const WAYS = ['command', 'compare', 'find', 'button', 'form', 'message', 'overheard', 'edit'] as const;
export type Way = (typeof WAYS)[number];

/**
 * What became of a question, what was noted of it later or weighs more after the rest: `withheld` is an answer that was not sure
 * enough to be given unasked, `undelivered` one whose asker or channel was gone or closed to the bot.
 */
export const OUTCOMES = ['nothing', 'closest', 'answered', 'withheld', 'refused', 'undelivered', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a question was refused: a limit, a role that is needed, too many at once, the bot's leaving, or the question itself. */
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

/** `busy` is a run that another one stood in the way of. */
export const RUN_OUTCOMES = ['done', 'cancelled', 'busy', 'failed'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** What Discord answered: 429 by itself, all else by its class. */
export const ANSWERS = ['2xx', '3xx', '429', '4xx', '5xx'] as const;

/** Requests that Discord refused with 429, and those held back until there is room again. */
export const RATE_LIMITS = ['refused', 'delayed'] as const;
export type RateLimit = (typeof RATE_LIMITS)[number];

/** A connection was lost and tried anew, and went on where it was. */
export const RECONNECTS = ['attempted', 'resumed'] as const;
export type Reconnect = (typeof RECONNECTS)[number];

/** Which reader read a passage. */
export const READERS = ['small', 'large'] as const;
