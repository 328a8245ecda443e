import { IntakeError, type IntakeRefusal } from '../intake/intake-error.js';
import { registerErrors } from '../runtime/error-codec.js';

/** Why an address was not fetched, besides the reasons that can affect any download. */
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
  robots: 'The site’s robots.txt asks programs not to fetch this page.',
  noindex: 'The page asks not to be indexed.',
  robotsUnreadable: 'The site’s robots.txt could not be fetched, so nothing is fetched from the site for now.',
  hostBusy: 'The site asked for a pause.',
  noPage: 'The feed names no page for it and contains too little of its text.',
  lessThanFeed: 'The page contains less text than the feed.',
  feedUnreadable: 'The feed can’t be read: it is damaged, over 5 MB, or takes too long to parse.',
};

const REFUSALS: Readonly<Partial<Record<IntakeRefusal, string>>> = {
  badLink: 'Not an http(s) address.',
  forbiddenAddress: 'Not on the public internet, or on an unusual port.',
  unreachable: 'No connection, or the connection was lost.',
  timedOut: 'No response in time.',
  tooManyRedirects: 'Too many redirects.',
  tooLarge: 'Too large.',
  wrongType: 'Not a kind of file that can be read as an article.',
  unreadable: 'It contains no article that can be read.',
};

/** A sentence on why an address was not fetched or stored. @throws anything else, which is a fault */
export function reasonOf(cause: unknown): string {
  if (cause instanceof NotFetchedError) return WHY[cause.why];
  if (!(cause instanceof IntakeError)) throw cause;
  const { refusal, values } = cause;
  if (refusal === 'httpStatus') return `The server responded with status ${values.status}.`;
  const detail =
    refusal === 'wrongType' ? ` (${values.type})` : refusal === 'tooLarge' ? ` (over ${values.megabytes} MB)` : '';
  const sentence = REFUSALS[refusal];
  if (sentence === undefined) throw cause;
  return detail ? `${sentence.replace(/\.$/, '')}${detail}.` : sentence;
}

/** Whether the server says that the page no longer exists. */
export function isGone(cause: unknown): boolean {
  return cause instanceof IntakeError && [404, 410].includes(Number(cause.values.status));
}

export function isForbidden(cause: unknown): boolean {
  return cause instanceof NotFetchedError && (cause.why === 'robots' || cause.why === 'noindex');
}

/** Whether another try may help although nothing has changed at the address. */
export function isPassing(cause: unknown): boolean {
  if (cause instanceof NotFetchedError) return cause.why === 'robotsUnreadable' || cause.why === 'hostBusy';
  if (!(cause instanceof IntakeError)) return false;
  if (cause.refusal !== 'httpStatus') return cause.refusal === 'unreachable' || cause.refusal === 'timedOut';
  const status = Number(cause.values.status);
  return status >= 500 || [408, 425, 429].includes(status);
}
