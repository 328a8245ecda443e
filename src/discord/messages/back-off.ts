/** Milliseconds for which nothing is tried in a channel that refused an answer. */
const REFUSED_FOR = 10 * 60_000;

/** Channels that the bot may not write in, as far as it was told: asking on and on would get its address banned. */
export class BackOff {
  readonly #until = new Map<string, number>();

  refusedIn(channel: string): void {
    this.#until.set(channel, Date.now() + REFUSED_FOR);
  }

  isOver(channel: string): boolean {
    const until = this.#until.get(channel);
    if (until === undefined) return true;
    if (Date.now() < until) return false;
    this.#until.delete(channel);
    return true;
  }
}
