/** Milliseconds without attempts in a channel that refused an answer. */
const BACK_OFF_MS = 10 * 60_000;

/** Channels that recently refused a message. Repeated refused requests would get the bot's IP address banned. */
export class BackOff {
  readonly #until = new Map<string, number>();

  refusedIn(channel: string): void {
    this.#until.set(channel, Date.now() + BACK_OFF_MS);
  }

  isOver(channel: string): boolean {
    const until = this.#until.get(channel);
    if (until === undefined) return true;
    if (Date.now() < until) return false;
    this.#until.delete(channel);
    return true;
  }
}
