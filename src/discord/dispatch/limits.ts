import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../../config/config.js';
import type { Rate } from '../../config/values.js';
import { BoundedMap } from '../../runtime/bounded-map.js';
import { LimitedError, NotAdmittedError } from './failures.js';

/** Who asks, and where. */
interface Asker {
  readonly person: string;
  readonly channel: string;
}

/** Where a question is asked, and the settings that apply there. `guild` is absent outside servers. */
interface Asked {
  readonly guild: string | undefined;
  /** Seconds between two questions from one person. */
  readonly settings: { readonly cooldown: number };
  readonly mayAsk: boolean;
}

/**
 * - `asked`: counted towards the asker's limits.
 * - `soon`: about to be written in a form. A refusal comes before the form opens; nothing is counted yet.
 * - `unasked`: overheard in a watched channel. Counted separately, so that chatter does not use up anybody's questions.
 */
type HowAsked = 'asked' | 'soon' | 'unasked';

/** Minimum time between two notices about limits to the same person or channel. */
const SECONDS_BETWEEN_NOTICES = 60;

/** Limits questions per person, channel and server. They apply to administrators too. */
export class Limits {
  readonly #person: Limit | undefined;
  readonly #channel: Limit | undefined;
  readonly #server: Limit | undefined;
  readonly #cooldown = new Limit({ questions: 1, seconds: 1 });
  readonly #notified = new Limit({ questions: 1, seconds: SECONDS_BETWEEN_NOTICES });

  constructor({ person, channel, server }: Config['discord']['rates']) {
    this.#person = person && new Limit(person);
    this.#channel = channel && new Limit(channel);
    this.#server = server && new Limit(server);
  }

  /** Counts a question. Returns the reason if it is refused; refused questions do not count towards channel and server limits. */
  async refusal(
    { guild, settings: { cooldown }, mayAsk }: Asked,
    { person, channel }: Asker,
    how: HowAsked = 'asked',
  ): Promise<NotAdmittedError | undefined> {
    if (!mayAsk) return new NotAdmittedError('common:mayNotAsk');
    const waits = guild !== undefined && cooldown > 0 && how !== 'unasked';
    const limits = [
      { key: 'limits:person', limit: this.#person, of: person },
      // The key contains the length, so that a changed cooldown applies from the next question on.
      { key: 'limits:cooldown', limit: waits ? this.#cooldown : undefined, of: `${guild}:${person}:${cooldown}` },
      { key: 'limits:channel', limit: this.#channel, of: channel },
      { key: 'limits:server', limit: guild ? this.#server : undefined, of: guild ?? '' },
    ] as const;
    for (const { key, limit, of } of limits) {
      const whose = how === 'unasked' ? `unasked:${of}` : of;
      const seconds = key === 'limits:cooldown' ? cooldown : undefined;
      const again = await (how === 'soon' ? limit?.closedUntil(whose) : limit?.take(whose, seconds));
      if (again) return new LimitedError(key, again);
    }
    return undefined;
  }

  /** Whether to explain a refusal: at most once a minute for each person or channel, so that nobody can make the bot flood a channel. */
  async mayNotify(whom: string): Promise<boolean> {
    return !(await this.#notified.take(whom));
  }
}

/** Keys that a limit remembers before it forgets the oldest. */
const MOST_KEYS = 20_000;

class Limit {
  readonly #limiter: RateLimiterMemory;
  readonly #keys = new BoundedMap<true>(MOST_KEYS);

  constructor({ questions, seconds }: Rate) {
    this.#limiter = new RateLimiterMemory({ points: questions, duration: seconds });
  }

  /** Counts one. Returns undefined if within the limit, else when the next one is allowed. */
  async take(key: string, seconds?: number): Promise<Date | undefined> {
    const forgotten = this.#keys.set(key, true);
    if (forgotten !== undefined) await this.#limiter.delete(forgotten);
    try {
      await this.#limiter.consume(key, 1, seconds === undefined ? {} : { customDuration: seconds });
      return undefined;
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return new Date(Date.now() + (refused as RateLimiterRes).msBeforeNext);
    }
  }

  /** When the next one is allowed, without counting; undefined if it is allowed now. */
  async closedUntil(key: string): Promise<Date | undefined> {
    const taken = await this.#limiter.get(key);
    const isFull = taken !== null && taken.consumedPoints >= this.#limiter.points && taken.msBeforeNext > 0;
    return isFull ? new Date(Date.now() + taken.msBeforeNext) : undefined;
  }
}
