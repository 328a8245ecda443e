import { IntakeError, type IntakeRefusal } from '../intake/intake-error.js';
import { registerErrors } from '../runtime/error-codec.js';

/** Why an address was not fetched, beside what can befall any download. */
type Why = 'robots' | 'noindex' | 'robotsUnreadable' | 'hostBusy' | 'noPage' | 'lessThanFeed' | 'feedUnreadable';

export class NotFetchedError extends Error {
  constructor(
    readonly why: Why,
    /** Milliseconds since 1970 from which it may be tried again. */
    readonly until?: number,
    options?: ErrorOptions,
  ) {
    super(why, options);
    this.name = 'NotFetchedError';
  }
}
registerErrors(NotFetchedError);

const WHY: Readonly<Record<Why, string>> = {
  robots: 'The site’s robots.txt asks programs not to fetch this.',
  noindex: 'The page asks not to be indexed.',
  robotsUnreadable: 'The site’s robots.txt could not be had, so nothing is fetched from there for now.',
  hostBusy: 'The site asked to be left alone for a while.',
  noPage: 'The feed names no page for it, and holds too little of it itself.',
  lessThanFeed: 'The page shows less than the feed itself.',
  feedUnreadable: 'A feed that can’t be read: damaged, over 5 MB, or made to take forever.',
};

const REFUSALS: Readonly<Partial<Record<IntakeRefusal, string>>> = {
  badLink: 'Not an http(s) address.',
  forbiddenAddress: 'Not on the public internet, or on an unusual port.',
  unreachable: 'No connection, or it broke off.',
  timedOut: 'No answer in time.',
  tooManyRedirects: 'It redirects on and on.',
  tooLarge: 'Too large.',
  wrongType: 'No kind of file that can be read as an article.',
  unreadable: 'No article could be read in it.',
};

/** A sentence on why an address was not fetched or kept. @throws anything else, which is a fault */
export function reasonOf(cause: unknown): string {
  if (cause instanceof NotFetchedError) return WHY[cause.why];
  if (!(cause instanceof IntakeError)) throw cause;
  const { refusal, values } = cause;
  if (refusal === 'httpStatus') return `The server answered with status ${values.status}.`;
  const detail =
    refusal === 'wrongType' ? ` (${values.type})` : refusal === 'tooLarge' ? ` (over ${values.megabytes} MB)` : '';
  const sentence = REFUSALS[refusal];
  if (sentence === undefined) throw cause;
  return detail ? `${sentence.replace(/\.$/, '')}${detail}.` : sentence;
}

/** Whether the server says that what lay there is no more. */
export function isGone(cause: unknown): boolean {
  return cause instanceof IntakeError && [404, 410].includes(Number(cause.values.status));
}

export function isForbidden(cause: unknown): boolean {
  return cause instanceof NotFetchedError && (cause.why === 'robots' || cause.why === 'noindex');
}

/** Whether trying again may help without anything having changed at the address. */
export function isPassing(cause: unknown): boolean {
  if (cause instanceof NotFetchedError) return cause.why === 'robotsUnreadable' || cause.why === 'hostBusy';
  if (!(cause instanceof IntakeError)) return false;
  if (cause.refusal !== 'httpStatus') return cause.refusal === 'unreachable' || cause.refusal === 'timedOut';
  const status = Number(cause.values.status);
  return status >= 500 || [408, 425, 429].includes(status);
}
