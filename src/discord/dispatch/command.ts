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
 * A command with its buttons, menus and forms. Each handler acknowledges the interaction first. What it throws is shown to the
 * user, in the language of the interaction if the error has translated words.
 */
export interface Command {
  /** Prefix of the custom_ids of its buttons, menus and modals, followed by a colon. */
  readonly id: string;
  readonly definition: RESTPostAPIApplicationCommandsJSONBody;
  /** For administrators. Discord hides it from others as far as it knows who they are; every use is checked anyway. */
  readonly forAdmins?: true;
  /**
   * Whether this interaction asks a question, or will do so `soon`, such as a button that opens a form. Limits and permission
   * to ask are checked before the handler runs.
   */
  asks?(interaction: BaseInteraction): boolean | 'soon';
  /** Runs the slash command. */
  run?(interaction: ChatInputCommandInteraction, context: RequestContext): Promise<void>;
  autocomplete?(interaction: AutocompleteInteraction, context: RequestContext): Promise<void>;
  /** Runs the command of a message's context menu. */
  onMessage?(interaction: MessageContextMenuCommandInteraction, context: RequestContext): Promise<void>;
  /** Handles a pressed button or a choice in a menu. */
  component?(interaction: MessageComponentInteraction, context: RequestContext): Promise<void>;
  modal?(interaction: ModalSubmitInteraction, context: RequestContext): Promise<void>;
}
