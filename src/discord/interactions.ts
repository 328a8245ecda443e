import { type Interaction, MessageFlags } from 'discord.js';
import type { BotContext, Command } from './command.js';
import { isUnreachable, replyWithFailure } from './failures.js';
import { RecentIds } from './recent-ids.js';
import { notice } from './render/notice.js';

const REMEMBERED = 10_000;

/** Hands an interaction to its command, and every failure to the user and the log. The returned function never throws. */
export function interactionHandler(
  commands: readonly Command[],
  context: BotContext,
): (interaction: Interaction) => Promise<void> {
  const byName = new Map(commands.map((command) => [command.definition.name, command]));
  const handled = new RecentIds(REMEMBERED);

  async function dispatch(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) {
      const command = byName.get(interaction.commandName);
      await (command?.autocomplete?.(interaction, context) ?? interaction.respond([]));
    } else if (context.leaving.aborted) {
      await refuse(interaction, 'The bot is about to restart. Please ask again in a minute.');
    } else if (interaction.isChatInputCommand()) {
      const command = byName.get(interaction.commandName);
      await (command?.run(interaction, context) ?? refuse(interaction, 'This command is no longer known here.'));
    } else if (interaction.isButton()) {
      const command = byName.get(interaction.customId.split(':', 1)[0] ?? '');
      await (command?.button?.(interaction, context) ?? refuse(interaction, 'This button no longer works.'));
    } else {
      await refuse(interaction, 'This is no longer known here.');
    }
  }

  return async (interaction) => {
    if (!handled.add(interaction.id)) return;
    const logger = context.logger.child({ interaction: interaction.id });
    try {
      await dispatch(interaction);
    } catch (error) {
      if (interaction.isRepliable()) await replyWithFailure(interaction, error, logger);
      else logger[isUnreachable(error) ? 'warn' : 'error']({ err: error }, 'autocomplete failed');
    }
  };
}

async function refuse(interaction: Extract<Interaction, { reply: unknown }>, text: string): Promise<void> {
  const { flags, components } = notice(text);
  await interaction.reply({ flags: flags | MessageFlags.Ephemeral, components });
}
