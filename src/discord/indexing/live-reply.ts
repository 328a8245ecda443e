import { AsyncQueue } from '@sapphire/async-queue';
import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Card } from '../components/card.js';
import { isUnreachable } from '../dispatch/failures.js';

/** Milliseconds between edits: well inside Discord's limit of five in five seconds. */
const INTERVAL = 2_000;

/** What is shown when the work has ended. */
export interface Ending {
  readonly card: Card;
  readonly files?: readonly { readonly attachment: Buffer; readonly name: string }[];
  /** The same where its buttons would be of no use: in a direct message. */
  readonly direct: Card;
  /** What everybody in the channel may read, should the person not be reachable. */
  readonly open: Card;
}

/**
 * A deferred reply, shown to one person alone, that is edited while work goes on: at most one edit every two seconds, always
 * the newest state. An interaction can be edited for 15 minutes; what ends later comes as a direct message, and where
 * that is refused, the channel is told no more than that the work has ended.
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
    }, INTERVAL);
  }

  /** Shows nothing more; resolves when no edit is under way. */
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
        // A file from an earlier report under the same message goes.
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
