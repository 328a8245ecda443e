/** Milliseconds within which Discord takes an acknowledgement, and then tells people that the bot did not respond. */
const TOO_LATE = 3_000;
/** Milliseconds for which the smallest delay is remembered. */
const REMEMBERED = 600_000;

/**
 * Tells which interactions come too late to be acknowledged, so that no work is wasted on them while those behind them grow too
 * old as well. Clocks differ, so an age counts from the smallest that was seen in the last minutes.
 */
export class Lateness {
  #smallest = Number.POSITIVE_INFINITY;
  /** The smallest of the minutes before. */
  #before = Number.POSITIVE_INFINITY;
  #since = 0;

  /** `created` and `now` in milliseconds since 1970, by Discord's clock and by this machine's. */
  isTooLate(created: number, now = Date.now()): boolean {
    if (now - this.#since > REMEMBERED) {
      [this.#before, this.#smallest, this.#since] = [this.#smallest, Number.POSITIVE_INFINITY, now];
    }
    const age = now - created;
    this.#smallest = Math.min(this.#smallest, age);
    return age - Math.min(this.#smallest, this.#before) > TOO_LATE;
  }
}
