import {
  type APIMessage,
  type InteractionResponseType,
  type InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Changes } from './changes.js';
import { textsOf } from './limits.js';

const ACKNOWLEDGEMENT_TIME = 3_000;
const TOKEN_LIFE = 15 * 60_000;

/** One interaction, from the user's click to the bot's last edit, as the user sees it. */
export class Exchange {
  readonly #sentAt = Date.now();
  #expired = false;
  callback?: { readonly type: InteractionResponseType; readonly afterMs: number };
  /** The reply; for a button, the message it stands under. */
  message: APIMessage | undefined;
  choices?: readonly { name: string; value: string | number }[];
  readonly followUps: APIMessage[] = [];

  constructor(
    readonly id: string,
    readonly token: string,
    readonly kind: InteractionType,
    readonly channelId: string,
    private readonly changes: Changes,
  ) {}

  get isTooLate(): boolean {
    return Date.now() - this.#sentAt > ACKNOWLEDGEMENT_TIME;
  }

  get isExpired(): boolean {
    return this.#expired || Date.now() - this.#sentAt > TOKEN_LIFE;
  }

  /** As if 15 minutes had passed. */
  expire(): void {
    this.#expired = true;
  }

  acknowledge(type: InteractionResponseType): void {
    this.callback = { type, afterMs: Date.now() - this.#sentAt };
  }

  get isEphemeral(): boolean {
    return ((this.message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  }

  /** What the user reads at this moment. */
  get text(): string {
    return this.message ? textsOf(this.message.components ?? []).join('\n') : '';
  }

  acknowledged(): Promise<{ readonly type: InteractionResponseType; readonly afterMs: number }> {
    return this.changes.until('the acknowledgement', () => this.callback);
  }

  /** Waits until the reply says something that matches; anything at all by default. */
  async reply(pattern: RegExp = /./, milliseconds?: number): Promise<string> {
    const probe = () => (this.callback && pattern.test(this.text) ? this.text : undefined);
    return this.changes.until(`a reply like ${pattern}`, probe, milliseconds).catch((error: Error) => {
      throw new Error(`${error.message}; it says: ${this.text}`);
    });
  }

  chosen(): Promise<readonly { name: string; value: string | number }[]> {
    return this.changes.until('autocomplete choices', () => this.choices);
  }
}
