import { type Interaction, MessageFlags } from 'discord.js';
import type { Command } from './command.js';
import { isUnreachable, replyWithFailure } from './failures.js';
import { Lateness } from './lateness.js';
import { RecentIds } from './recent-ids.js';
import { notice } from './render/notice.js';
import { type BotContext, type Visit, visitOf } from './visit.js';
import type { WordKey } from './words/words.js';

const REMEMBERED = 10_000;

/** Hands an interaction to its command, and every failure to the user and the log. The returned function never throws. */
export function interactionHandler(
  commands: readonly Command[],
  context: BotContext,
): (interaction: Interaction) => Promise<void> {
  const byName = new Map(commands.map((command) => [command.definition.name, command]));
  const byId = new Map(commands.map((command) => [command.id, command]));
  const handled = new RecentIds(REMEMBERED);
  const lateness = new Lateness();

  /** @throws NotAdmittedError when the articles would be asked by who may not, or asks too much; BusyError when all do. */
  async function admit(command: Command | undefined, interaction: Interaction, visit: Visit): Promise<void> {
    const asks = command?.asks?.(interaction) ?? false;
    if (!asks) return;
    // Before anything is deferred or counted: what can't be answered soon enough costs one request and nothing of the person's limit.
    const { busy } = visit.verbatim.queue;
    if (busy && asks !== 'soon') throw busy;
    const asker = { person: interaction.user.id, channel: interaction.channelId ?? interaction.user.id };
    const refusal = await visit.limits.refusal(visit, asker, asks === 'soon' ? 'soon' : 'asked');
    if (refusal) throw refusal;
  }

  async function dispatch(interaction: Interaction, visit: Visit): Promise<void> {
    if (interaction.isAutocomplete()) {
      const command = byName.get(interaction.commandName);
      await (command?.autocomplete?.(interaction, visit) ?? interaction.respond([]));
    } else if (context.leaving.aborted) {
      await refuse(interaction, visit, 'common:restarting');
    } else if (interaction.isChatInputCommand()) {
      const command = byName.get(interaction.commandName);
      await admit(command, interaction, visit);
      await (command?.run?.(interaction, visit) ?? refuse(interaction, visit, 'common:unknownCommand'));
    } else if (interaction.isMessageContextMenuCommand()) {
      const command = byName.get(interaction.commandName);
      await admit(command, interaction, visit);
      await (command?.onMessage?.(interaction, visit) ?? refuse(interaction, visit, 'common:unknownCommand'));
    } else if (interaction.isMessageComponent()) {
      const command = byId.get(prefixOf(interaction.customId));
      await admit(command, interaction, visit);
      await (command?.component?.(interaction, visit) ?? refuse(interaction, visit, 'common:unknownButton'));
    } else if (interaction.isModalSubmit()) {
      const command = byId.get(prefixOf(interaction.customId));
      await admit(command, interaction, visit);
      await (command?.modal?.(interaction, visit) ?? refuse(interaction, visit, 'common:unknownButton'));
    } else {
      await refuse(interaction, visit, 'common:unknownCommand');
    }
  }

  return async (interaction) => {
    if (!handled.add(interaction.id)) return;
    if (lateness.isTooLate(interaction.createdTimestamp)) {
      context.vitals.cameTooLate();
      context.logger.debug({ interaction: interaction.id }, 'came too late to be answered');
      return;
    }
    const logger = context.logger.child({ interaction: interaction.id });
    try {
      await dispatch(interaction, visitOf(interaction, context));
    } catch (error) {
      if (interaction.isRepliable()) await replyWithFailure(interaction, error, logger);
      else logger[isUnreachable(error) ? 'warn' : 'error']({ err: error }, 'autocomplete failed');
    }
  };
}

function prefixOf(customId: string): string {
  return customId.split(':', 1)[0] ?? '';
}

async function refuse(
  interaction: Extract<Interaction, { reply: unknown }>,
  { t }: Visit,
  key: WordKey,
): Promise<void> {
  const { flags, components } = notice(t(key));
  await interaction.reply({ flags: flags | MessageFlags.Ephemeral, components });
}
