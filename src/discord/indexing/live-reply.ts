import { AsyncQueue } from '@sapphire/async-queue';
import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Card } from '../components/card.js';
import { isUnreachable } from '../dispatch/failures.js';

/** Milliseconds between edits, well within Discord's limit of five in five seconds. */
const EDIT_INTERVAL_MS = 2_000;

/** What is shown at the end. */
export interface Ending {
  readonly card: Card;
  readonly files?: readonly { readonly attachment: Buffer; readonly name: string }[];
  /** The version for a direct message, where buttons would not work. */
  readonly direct: Card;
  /** A version that everyone in the channel may read, if the person can't be reached. */
  readonly open: Card;
}

/**
 * An ephemeral deferred reply that is edited with the newest state at most every two seconds. Discord allows edits for 15
 * minutes. If the work ends later, the result is sent as a direct message. If that is refused, the channel only learns that the
 * work has ended.
 */
export class LiveReply {
  #next: Card | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #edits = new AsyncQueue();
  #expired = false;

  constructor(
    private readonly interaction: ChatInputCommandInteraction | MessageComponentInteraction,
    private readonly logger: Logger,
  ) {}

  show(card: Card): void {
    this.#next = card;
    if (this.#timer || this.#expired) return;
    void this.#edit();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#next) this.show(this.#next);
    }, EDIT_INTERVAL_MS);
  }

  /** Stops showing progress. Resolves when no edit is in progress. */
  async quiet(): Promise<void> {
    clearTimeout(this.#timer);
    this.#next = undefined;
    await this.#edits.wait();
    this.#edits.shift();
  }

  async end({ card, direct, open, files = [] }: Ending): Promise<void> {
    await this.quiet();
    if (!this.#expired) {
      try {
        // Removes the file of an earlier report on the same message.
        await this.interaction.editReply({ ...card, files, attachments: [] });
        return;
      } catch (error) {
        if (!isUnreachable(error)) throw error;
      }
    }
    try {
      await this.interaction.user.send({ ...direct, files });
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      const { channel } = this.interaction;
      if (channel?.isSendable()) await channel.send(open);
    }
  }

  async #edit(): Promise<void> {
    await this.#edits.wait();
    try {
      const card = this.#next;
      this.#next = undefined;
      if (card) await this.interaction.editReply({ ...card, attachments: [] });
    } catch (error) {
      this.#expired = isUnreachable(error);
      this.logger.warn({ err: error }, 'could not show progress');
    } finally {
      this.#edits.shift();
    }
  }
}
