/** Discord's limit for acknowledging an interaction, in milliseconds. */
const ACKNOWLEDGE_WITHIN = 3_000;
/** Milliseconds for which the smallest delay is remembered. */
const REMEMBERED = 600_000;

/**
 * Detects interactions that arrive too late to be acknowledged. Working on them would only delay those behind them. Clocks
 * differ, so ages are measured relative to the smallest age seen in the last minutes.
 */
export class Lateness {
  #smallest = Number.POSITIVE_INFINITY;
  /** The smallest of the previous period. */
  #before = Number.POSITIVE_INFINITY;
  #since = 0;

  /** Both in milliseconds since 1970: `created` by Discord's clock, `now` by this machine's. */
  isTooLate(created: number, now = Date.now()): boolean {
    if (now - this.#since > REMEMBERED) {
      [this.#before, this.#smallest, this.#since] = [this.#smallest, Number.POSITIVE_INFINITY, now];
    }
    const age = now - created;
    this.#smallest = Math.min(this.#smallest, age);
    return age - Math.min(this.#smallest, this.#before) > ACKNOWLEDGE_WITHIN;
  }
}
