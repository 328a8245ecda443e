import robotsParser from 'robots-parser';
import { USER_AGENT } from '../intake/download.js';
import { IntakeError } from '../intake/intake-error.js';
import { NotFetchedError } from './refusal.js';

// The package's types say that its one function is under `default`, but it is the module itself.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;
type Robot = ReturnType<typeof parseRobots>;

/** The most bytes of a robots.txt; RFC 9309 says that at least 500 KiB must be read. */
export const MOST_ROBOTS = 512 * 1_024;
/** The name by which a robots.txt addresses the bot. */
const NAME = USER_AGENT.split(' ')[0];

/** Fetches a complete robots.txt and follows redirects. @throws IntakeError, NotFetchedError */
type FetchRobots = (address: URL) => Promise<string>;

/** The robots.txt of each site (scheme, host and port), fetched once, when first needed (RFC 9309). */
export class RobotsFiles {
  readonly #known = new Map<string, Promise<Robot | undefined>>();

  constructor(
    private readonly fetch: FetchRobots,
    private readonly onDelay: (host: string, seconds: number) => void,
  ) {}

  /** @throws NotFetchedError when the address must not be fetched, or this can't be determined; IntakeError when there is no connection */
  async check(url: URL): Promise<void> {
    if (url.pathname === '/robots.txt') return;
    let known = this.#known.get(url.origin);
    if (!known) {
      known = this.#read(url);
      this.#known.set(url.origin, known);
    }
    if ((await known)?.isAllowed(url.href, NAME) === false) throw new NotFetchedError('robots');
  }

  async #read({ origin, host }: URL): Promise<Robot | undefined> {
    const address = new URL('/robots.txt', origin);
    const text = await this.fetch(address).catch(whenMissing);
    if (text === undefined) return undefined;
    const robots = parseRobots(address.href, text);
    const delay = robots.getCrawlDelay(NAME);
    if (delay !== undefined && delay > 0) this.onDelay(host, delay);
    return robots;
  }
}

/** A site without a robots.txt forbids nothing; a site that fails to respond forbids everything. */
function whenMissing(cause: unknown): undefined {
  if (!(cause instanceof IntakeError)) throw cause;
  const status = Number(cause.values.status ?? 0);
  if (cause.refusal === 'httpStatus' && status >= 400 && status < 500) return undefined;
  if (cause.refusal === 'forbiddenAddress' || cause.refusal === 'unreachable' || cause.refusal === 'timedOut')
    throw cause;
  throw new NotFetchedError('robotsUnreadable', undefined, { cause });
}
