import type { APIApplicationCommand, APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';

export interface ViewedMessage extends APIMessage {
  /** For a reply to a command: who used which command. */
  readonly used?: { readonly by: string; readonly command: string };
}

export interface ViewedChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'text' | 'news' | 'forum' | 'dm' | 'group';
  readonly threads: readonly { readonly id: string; readonly name: string }[];
}

/** Everything that one person sees of the stand-in, in the form that the page draws. */
export interface View {
  readonly me: { readonly id: string; readonly name: string; readonly locale: string };
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly bot: { readonly id: string; readonly name: string };
  readonly servers: readonly {
    readonly id: string;
    readonly name: string;
    readonly channels: readonly ViewedChannel[];
  }[];
  readonly direct: readonly ViewedChannel[];
  readonly roles: readonly { readonly id: string; readonly name: string; readonly server: string }[];
  readonly messages: Readonly<Record<string, readonly ViewedMessage[]>>;
  readonly commands: readonly APIApplicationCommand[];
  /** How often the bot began to type, by channel. */
  readonly typing: Readonly<Record<string, number>>;
  /** This person's interactions that opened a modal, by id. */
  readonly modals: Readonly<Record<string, APIModalInteractionResponseCallbackData>>;
  /** The ids of this person's interactions that the bot did not answer in time. */
  readonly failed: readonly string[];
}
