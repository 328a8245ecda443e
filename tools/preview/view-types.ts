import type { APIApplicationCommand, APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';

export interface ViewedMessage extends APIMessage {
  /** Who used which command, for a message that answers one. */
  readonly used?: { readonly by: string; readonly command: string };
}

export interface ViewedChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'text' | 'news' | 'forum' | 'dm' | 'group';
  readonly threads: readonly { readonly id: string; readonly name: string }[];
}

/** All that one person sees of the stand-in, as the page draws it. */
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
  /** By channel, how often the bot began to type. */
  readonly typing: Readonly<Record<string, number>>;
  /** This person's interactions that opened a form, by id. */
  readonly modals: Readonly<Record<string, APIModalInteractionResponseCallbackData>>;
  /** Ids of this person's interactions that the bot left without an answer for too long. */
  readonly failed: readonly string[];
}
