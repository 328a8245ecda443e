import { type Interaction, InteractionType, MessageFlags } from 'discord.js';
import type { WordKey } from '../../i18n/words.js';
import { concluded, inUse } from '../../logging/request-trace.js';
import type { Way } from '../../metrics/labels.js';
import { BoundedMap } from '../../runtime/bounded-map.js';
import { notice } from '../components/notice.js';
import type { Command } from './command.js';
import { isUnreachable, replyWithFailure } from './failures.js';
import { Lateness } from './lateness.js';
import { type BotContext, type Visit, visitOf } from './request-context.js';

/** Interactions whose ids are remembered, so that one delivered twice is answered once. */
const REMEMBERED = 10_000;

/** Hands an interaction to its command, and every failure to the user and the log. The returned function never throws. */
export function interactionHandler(
  commands: readonly Command[],
  context: BotContext,
): (interaction: Interaction) => Promise<void> {
  const byName = new Map(commands.map((command) => [command.definition.name, command]));
  const byId = new Map(commands.map((command) => [command.id, command]));
  const handled = new BoundedMap<true>(REMEMBERED);
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

  function commandOf(interaction: Interaction): Command | undefined {
    if (interaction.isMessageComponent() || interaction.isModalSubmit())
      return byId.get(prefixOf(interaction.customId));
    return byName.get(interaction.commandName);
  }

  async function dispatch(command: Command | undefined, interaction: Interaction, visit: Visit): Promise<void> {
    if (interaction.isAutocomplete()) {
      await (command?.autocomplete?.(interaction, visit) ?? interaction.respond([]));
    } else if (context.leaving.aborted) {
      concluded('refused', 'leaving');
      await refuse(interaction, visit, 'common:restarting');
    } else if (interaction.isChatInputCommand()) {
      await admit(command, interaction, visit);
      await (command?.run?.(interaction, visit) ?? refuse(interaction, visit, 'common:unknownCommand'));
    } else if (interaction.isMessageContextMenuCommand()) {
      await admit(command, interaction, visit);
      await (command?.onMessage?.(interaction, visit) ?? refuse(interaction, visit, 'common:unknownCommand'));
    } else if (interaction.isMessageComponent()) {
      await admit(command, interaction, visit);
      await (command?.component?.(interaction, visit) ?? refuse(interaction, visit, 'common:unknownButton'));
    } else if (interaction.isModalSubmit()) {
      await admit(command, interaction, visit);
      await (command?.modal?.(interaction, visit) ?? refuse(interaction, visit, 'common:unknownButton'));
    } else {
      await refuse(interaction, visit, 'common:unknownCommand');
    }
  }

  return async (interaction) => {
    if (handled.has(interaction.id)) return;
    handled.set(interaction.id, true);
    if (lateness.isTooLate(interaction.createdTimestamp)) {
      context.meters.cameTooLate();
      context.logger.debug({ interaction: interaction.id }, 'came too late to be answered');
      return;
    }
    const logger = context.logger.child({ interaction: interaction.id });
    const command = commandOf(interaction);
    const about = { kind: InteractionType[interaction.type], command: command?.id };
    await inUse({ way: wayOf(interaction, command), about }, { logger, meters: context.meters }, async () => {
      try {
        await dispatch(command, interaction, visitOf(interaction, context));
      } catch (error) {
        if (interaction.isRepliable()) await replyWithFailure(interaction, error, logger);
        else logger[isUnreachable(error) ? 'warn' : 'error']({ err: error }, 'autocomplete failed');
      }
    });
  };
}

/** How a question comes with it; undefined where it asks the articles nothing. */
function wayOf(interaction: Interaction, command: Command | undefined): Way | undefined {
  if (interaction.isAutocomplete() || command?.asks?.(interaction) !== true) return undefined;
  if (interaction.isMessageContextMenuCommand()) return 'find';
  if (interaction.isChatInputCommand()) return command.id === 'compare' ? 'compare' : 'command';
  return interaction.isModalSubmit() ? 'form' : 'button';
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
