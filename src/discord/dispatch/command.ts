import type {
  AutocompleteInteraction,
  BaseInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { RequestContext } from './request-context.js';

/**
 * A command with all that belongs to it. Whatever runs acknowledges first; what it throws is told to the user, in the
 * language of the interaction where it is a fault of the bot's own words.
 */
export interface Command {
  /** What the custom_ids of its buttons, menus and modals start with, before a colon. */
  readonly id: string;
  readonly definition: RESTPostAPIApplicationCommandsJSONBody;
  /** For administrators: hidden from others as far as Discord can know who they are. Each use is checked all the same. */
  readonly forAdmins?: true;
  /**
   * Whether this use asks the articles something, or is `soon` to do so, such as a button that opens a form for a question: who may
   * not ask, or asks too much, is told so in its place.
   */
  asks?(interaction: BaseInteraction): boolean | 'soon';
  /** As a slash command. */
  run?(interaction: ChatInputCommandInteraction, context: RequestContext): Promise<void>;
  autocomplete?(interaction: AutocompleteInteraction, context: RequestContext): Promise<void>;
  /** From a message's context menu. */
  onMessage?(interaction: MessageContextMenuCommandInteraction, context: RequestContext): Promise<void>;
  /** A button was pressed, or something chosen from a menu. */
  component?(interaction: MessageComponentInteraction, context: RequestContext): Promise<void>;
  modal?(interaction: ModalSubmitInteraction, context: RequestContext): Promise<void>;
}
