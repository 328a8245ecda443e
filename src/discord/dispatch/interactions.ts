import { type Interaction, InteractionType, MessageFlags } from 'discord.js';
import type { WordKey, Words } from '../../i18n/words.js';
import { recordOutcome, traced } from '../../logging/request-trace.js';
import type { Way } from '../../metrics/labels.js';
import { BoundedMap } from '../../runtime/bounded-map.js';
import { notice } from '../components/notice.js';
import type { App } from './app.js';
import type { Command } from './command.js';
import { isUnreachable, replyWithFailure } from './failures.js';
import { Lateness } from './lateness.js';
import { contextOf, type RequestContext } from './request-context.js';

/** Interaction ids to remember, so that one delivered twice is answered once. */
const REMEMBERED = 10_000;

/** Dispatches interactions to their commands and reports failures to the user and the log. The returned function never throws. */
export function interactionHandler(
  commands: readonly Command[],
  app: App,
): (interaction: Interaction) => Promise<void> {
  const byName = new Map(commands.map((command) => [command.definition.name, command]));
  const byId = new Map(commands.map((command) => [command.id, command]));
  const handled = new BoundedMap<true>(REMEMBERED);
  const lateness = new Lateness();

  function commandOf(interaction: Interaction): Command | undefined {
    if (interaction.isMessageComponent() || interaction.isModalSubmit())
      return byId.get(prefixOf(interaction.customId));
    return byName.get(interaction.commandName);
  }

  return async (interaction) => {
    if (handled.has(interaction.id)) return;
    handled.set(interaction.id, true);
    if (lateness.isTooLate(interaction.createdTimestamp)) {
      app.meters.cameTooLate();
      app.logger.debug({ interaction: interaction.id }, 'interaction arrived too late');
      return;
    }
    const logger = app.logger.child({ interaction: interaction.id });
    const command = commandOf(interaction);
    const about = { kind: InteractionType[interaction.type], command: command?.id };
    await traced({ way: wayOf(interaction, command), about }, { logger, meters: app.meters }, async () => {
      try {
        await dispatch(command, interaction, contextOf(interaction, app));
      } catch (error) {
        if (interaction.isRepliable()) await replyWithFailure(interaction, error, logger);
        else logger[isUnreachable(error) ? 'warn' : 'error']({ err: error }, 'autocomplete failed');
      }
    });
  };
}

/** @throws NotAdmittedError if the person may not ask or has reached a limit; BusyError if too many questions are waiting. */
async function admit(
  command: Command | undefined,
  interaction: Interaction,
  { app, viewer, access }: RequestContext,
): Promise<void> {
  const asks = command?.asks?.(interaction) ?? false;
  if (!asks) return;
  // Checked before anything is deferred or counted, so that a busy bot sends one request and counts nothing.
  const { busy } = app.verbatim.queue;
  if (busy && asks !== 'soon') throw busy;
  const asker = { person: viewer.id, channel: interaction.channelId ?? viewer.id };
  const asked = { guild: viewer.guild, ...access };
  const refusal = await app.limits.refusal(asked, asker, asks === 'soon' ? 'soon' : 'asked');
  if (refusal) throw refusal;
}

async function dispatch(
  command: Command | undefined,
  interaction: Interaction,
  context: RequestContext,
): Promise<void> {
  const { app, words } = context;
  if (interaction.isAutocomplete()) {
    await (command?.autocomplete?.(interaction, context) ?? interaction.respond([]));
  } else if (app.leaving.aborted) {
    recordOutcome('refused', 'leaving');
    await refuse(interaction, words, 'common:restarting');
  } else if (interaction.isChatInputCommand()) {
    await admit(command, interaction, context);
    await (command?.run?.(interaction, context) ?? refuse(interaction, words, 'common:unknownCommand'));
  } else if (interaction.isMessageContextMenuCommand()) {
    await admit(command, interaction, context);
    await (command?.onMessage?.(interaction, context) ?? refuse(interaction, words, 'common:unknownCommand'));
  } else if (interaction.isMessageComponent()) {
    await admit(command, interaction, context);
    await (command?.component?.(interaction, context) ?? refuse(interaction, words, 'common:unknownButton'));
  } else if (interaction.isModalSubmit()) {
    await admit(command, interaction, context);
    await (command?.modal?.(interaction, context) ?? refuse(interaction, words, 'common:unknownButton'));
  } else {
    await refuse(interaction, words, 'common:unknownCommand');
  }
}

/** How the question was asked; undefined if the interaction asks none. */
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
  words: Words,
  key: WordKey,
): Promise<void> {
  const { flags, components } = notice(words(key));
  await interaction.reply({ flags: flags | MessageFlags.Ephemeral, components });
}
