import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../../config/config.js';
import type { Rate } from '../../config/values.js';
import { LimitedError, NotAdmittedError } from './failures.js';

/** Who asks, and where. */
export interface Asker {
  readonly person: string;
  readonly channel: string;
}

/** Where a question is asked: the server, absent outside of one, and what its settings say. */
interface Asked {
  readonly guild: string | undefined;
  /** Seconds between two questions of one person. */
  readonly settings: { readonly cooldown: number };
  readonly mayAsk: boolean;
}

/**
 * A question is asked; or about to be written, so that its asker is told before rather than after, and nothing is counted yet; or
 * overheard where the bot answers unasked, so that it is counted apart and takes nothing from what people mean to ask.
 */
export type HowAsked = 'asked' | 'soon' | 'unasked';

/** Seconds for which a person who is told to wait is not told again in messages. */
const QUIET = 60;

/** How many questions are taken: of a person, in a channel, in a server. Administrators are people like others here. */
export class Limits {
  readonly #person: Limit | undefined;
  readonly #channel: Limit | undefined;
  readonly #server: Limit | undefined;
  readonly #cooldown = new Limit({ questions: 1, seconds: 1 });
  readonly #told = new Limit({ questions: 1, seconds: QUIET });

  constructor({ person, channel, server }: Config['discord']['rates']) {
    this.#person = person && new Limit(person);
    this.#channel = channel && new Limit(channel);
    this.#server = server && new Limit(server);
  }

  /** Counts a question; says why it is not taken, if so. What one person asks too much counts for nobody else. */
  async refusal(
    { guild, settings: { cooldown }, mayAsk }: Asked,
    { person, channel }: Asker,
    how: HowAsked = 'asked',
  ): Promise<NotAdmittedError | undefined> {
    if (!mayAsk) return new NotAdmittedError('common:mayNotAsk');
    const waits = guild !== undefined && cooldown > 0 && how !== 'unasked';
    const limits = [
      { key: 'limits:person', limit: this.#person, of: person },
      // The length is in the key, so that another one holds from the next question on.
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

  /** Whether a refused message is answered with why: at most once a minute for a person or channel, so that nobody makes the bot flood. */
  async mayTell(whom: string): Promise<boolean> {
    return !(await this.#told.take(whom));
  }
}

/** Keys that one limit remembers; then it forgets the oldest. */
const MOST_KEYS = 20_000;

class Limit {
  readonly #limiter: RateLimiterMemory;
  readonly #keys = new Set<string>();

  constructor({ questions, seconds }: Rate) {
    this.#limiter = new RateLimiterMemory({ points: questions, duration: seconds });
  }

  /** Undefined when there was room, else the time from which there is. */
  async take(key: string, seconds?: number): Promise<Date | undefined> {
    await this.#remember(key);
    try {
      await this.#limiter.consume(key, 1, seconds === undefined ? {} : { customDuration: seconds });
      return undefined;
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return new Date(Date.now() + (refused as RateLimiterRes).msBeforeNext);
    }
  }

  /** The same without taking it. */
  async closedUntil(key: string): Promise<Date | undefined> {
    const taken = await this.#limiter.get(key);
    const isFull = taken !== null && taken.consumedPoints >= this.#limiter.points && taken.msBeforeNext > 0;
    return isFull ? new Date(Date.now() + taken.msBeforeNext) : undefined;
  }

  async #remember(key: string): Promise<void> {
    this.#keys.delete(key);
    this.#keys.add(key);
    const [oldest] = this.#keys;
    if (this.#keys.size <= MOST_KEYS || oldest === undefined) return;
    this.#keys.delete(oldest);
    await this.#limiter.delete(oldest);
  }
}
