import {
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  type InteractionResponseType,
  type InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import { textsOf } from '../messages/limits.js';
import type { Changes } from '../world/changes.js';
import type { Person, Place } from '../world/world.js';

const ACKNOWLEDGEMENT_TIME = 3_000;
const TOKEN_LIFE = 15 * 60_000;

interface ExchangeFacts {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionType;
  /** The command's name, with its subcommand; undefined for buttons, menus and modals. */
  readonly command?: string | undefined;
  readonly channelId: string;
  readonly place: Place;
  readonly person: Person;
  /** The message whose component was used; for a modal, the one from which it was opened. */
  readonly under?: APIMessage | undefined;
  /** Whether the app is available only because this person installed it for themselves. */
  readonly isPersonal: boolean;
  /** What the messages in reply to it say about it. */
  readonly metadata: object;
}

/** One interaction, from the user's click to the bot's last edit, as the user sees it. */
export class Exchange {
  readonly #sentAt = Date.now();
  #expired = false;
  callback?: {
    readonly type: InteractionResponseType;
    readonly afterMs: number;
    /** Whether the bot knows that its callback was accepted. */
    readonly isHeard: () => boolean;
  };
  /** The reply; for a button, the message that has it. Undefined again once deleted. */
  message: APIMessage | undefined;
  /** The modal that was opened. */
  modal?: APIModalInteractionResponseCallbackData;
  choices?: readonly { name: string; value: string | number }[];
  readonly followUps: APIMessage[] = [];

  constructor(
    readonly facts: ExchangeFacts,
    private readonly changes: Changes,
  ) {
    this.message = facts.under;
  }

  get id(): string {
    return this.facts.id;
  }

  get token(): string {
    return this.facts.token;
  }

  get kind(): InteractionType {
    return this.facts.kind;
  }

  /** Milliseconds since the interaction was sent. */
  get age(): number {
    return Date.now() - this.#sentAt;
  }

  get isTooLate(): boolean {
    return this.age > ACKNOWLEDGEMENT_TIME;
  }

  get isExpired(): boolean {
    return this.#expired || this.age > TOKEN_LIFE;
  }

  /** Simulates that 15 minutes have passed. */
  expire(): void {
    this.#expired = true;
  }

  acknowledge(type: InteractionResponseType, isHeard = () => true): void {
    this.callback = { type, afterMs: this.age, isHeard };
  }

  get isEphemeral(): boolean {
    return isEphemeral(this.message);
  }

  /** What the user reads right now. */
  get text(): string {
    return this.message ? textOf(this.message) : '';
  }

  acknowledged(): Promise<{ readonly type: InteractionResponseType; readonly afterMs: number }> {
    return this.changes.until('the acknowledgement', () => this.callback);
  }

  /** Waits until the reply matches; any text by default. */
  async reply(pattern: RegExp = /./, milliseconds?: number): Promise<string> {
    const probe = () => (this.callback && pattern.test(this.text) ? this.text : undefined);
    return this.changes.until(`a reply like ${pattern}`, probe, milliseconds).catch((error: Error) => {
      throw new Error(`${error.message}; it says: ${this.text}`);
    });
  }

  /** Waits for a follow-up message that matches. */
  followUp(pattern: RegExp = /./, milliseconds?: number): Promise<APIMessage> {
    const probe = () => this.followUps.find((message) => pattern.test(textOf(message)));
    return this.changes.until(`a follow-up like ${pattern}`, probe, milliseconds);
  }

  /** Waits for the modal that the bot opens. */
  form(): Promise<APIModalInteractionResponseCallbackData> {
    return this.changes.until('a modal', () => this.modal);
  }

  chosen(): Promise<readonly { name: string; value: string | number }[]> {
    return this.changes.until('autocomplete choices', () => this.choices);
  }
}

/** All texts of a message, in order. */
export const textOf = ({ content, components }: APIMessage): string =>
  [content, ...textsOf(components ?? [])].filter(Boolean).join('\n');

export const isEphemeral = (message: APIMessage | undefined): boolean =>
  ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
