import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Verbatim } from '../verbatim.js';

/** What every part of the bot works with. */
export interface BotContext {
  readonly verbatim: Verbatim;
  readonly logger: Logger;
  /** Aborted when the bot is told to leave: short work finishes, long work gives up. */
  readonly leaving: AbortSignal;
}

export interface Command {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Acknowledges first; what it throws is told to the user. */
  run(interaction: ChatInputCommandInteraction, context: BotContext): Promise<void>;
  autocomplete?(interaction: AutocompleteInteraction, context: BotContext): Promise<void>;
  /** Gets the buttons whose custom_id is the command's name, a colon, and anything. */
  button?(interaction: ButtonInteraction, context: BotContext): Promise<void>;
}
