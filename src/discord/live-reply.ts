import type { ChatInputCommandInteraction } from 'discord.js';
import type { Logger } from 'pino';
import { isUnreachable } from './failures.js';
import type { Card } from './render/card.js';

/** Milliseconds between edits: well inside Discord's limit of five in five seconds. */
const INTERVAL = 2_000;

/**
 * A deferred reply that is edited while work goes on: at most one edit every two seconds, always the newest state.
 * An interaction can be edited for 15 minutes; what ends later is said in the channel.
 */
export class LiveReply {
  #next: Card | undefined;
  #timer: NodeJS.Timeout | undefined;
  #editing: Promise<void> = Promise.resolve();
  #expired = false;

  constructor(
    private readonly interaction: ChatInputCommandInteraction,
    private readonly logger: Logger,
  ) {}

  show(card: Card): void {
    this.#next = card;
    if (this.#timer || this.#expired) return;
    this.#editing = this.#editing.then(() => this.#edit());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#next) this.show(this.#next);
    }, INTERVAL);
  }

  /** Shows nothing more; resolves when no edit is under way. */
  async quiet(): Promise<void> {
    clearTimeout(this.#timer);
    this.#next = undefined;
    await this.#editing;
  }

  async end(card: Card): Promise<void> {
    await this.quiet();
    if (!this.#expired) {
      try {
        await this.interaction.editReply(card);
        return;
      } catch (error) {
        if (!isUnreachable(error)) throw error;
      }
    }
    const { channel } = this.interaction;
    if (channel?.isSendable()) await channel.send(card);
  }

  async #edit(): Promise<void> {
    const card = this.#next;
    this.#next = undefined;
    if (!card) return;
    try {
      await this.interaction.editReply(card);
    } catch (error) {
      this.#expired = isUnreachable(error);
      this.logger.warn({ err: error }, 'could not show progress');
    }
  }
}
