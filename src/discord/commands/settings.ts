import { ApplicationCommandType, type BaseInteraction, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import type { ServerSettings } from '../../state/settings.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import type { Visit } from '../dispatch/request-context.js';
import { deleteExpired } from '../reports/keep-unanswered.js';
import { changeBy, chosenIn } from '../settings/changes.js';
import { page } from '../settings/pages.js';
import { recordedChanges } from '../settings/recorded.js';
import { type View, viewOf } from '../settings/view.js';
import { IN_SERVERS } from './contexts.js';

/** The page that a control stands on; those that are not named are on one of their own name. */
const STANDS_ON: Readonly<Record<string, string>> = {
  watched: 'answering',
  sureness: 'answering',
  place: 'answering',
  askers: 'people',
  admins: 'people',
  cooldown: 'people',
  allCollections: 'collections',
  inChannel: 'channel',
  asServer: 'channel',
  open: 'kept',
  keepQuestions: 'questions',
};

/** Pages whose first argument is chosen in a menu. */
const CHOSEN_PAGES: ReadonlySet<string | undefined> = new Set(['channel', 'kept']);

export const settings: Command = {
  id: 'settings',
  forAdmins: true,
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('settings'),
    ...IN_SERVERS,
  },

  async run(interaction, visit) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(page(viewOf(interaction, visit), 'home'));
  },

  // The view is made anew at each use, and with it the right to be here is checked. Nothing waits before the reply, which
  // therefore is the acknowledgement too; a refusal leaves the panel as it is.
  async component(interaction, visit) {
    const view = viewOf(interaction, visit);
    const [, verb, what, ...args] = interaction.customId.split(':');
    const chosen =
      interaction.isAnySelectMenu() && !interaction.isUserSelectMenu() && !interaction.isMentionableSelectMenu()
        ? chosenIn(interaction)
        : undefined;
    if (verb === 'go') {
      const where = CHOSEN_PAGES.has(what) && chosen ? chosen.values : args;
      await interaction.update(page(view, what, where));
    } else if (verb === 'set' && what === 'reset') {
      resetSettings(interaction, visit, view);
      await interaction.update(page(viewOf(interaction, visit), 'home'));
    } else if (verb === 'set' && what !== undefined) {
      save(interaction, visit, view, changeBy(view, what, args, chosen));
      const [stalePage, ...staleArgs] = args;
      const [name, where] = what === 'stale' ? [stalePage, staleArgs] : [STANDS_ON[what] ?? what, args];
      await interaction.update(page(viewOf(interaction, visit), name, where));
    } else throw new RefusedError('common:unknownButton');
  },
};

function save(interaction: BaseInteraction, { state }: Visit, view: View, change: Partial<ServerSettings>): void {
  const after = state.settings.change(view.guild, change);
  // Who switches keeping off, or makes it shorter, means what is there as well.
  if (after.keepQuestions < view.settings.keepQuestions) deleteExpired(state);
  for (const detail of recordedChanges(view.settings, after)) {
    state.audit.add(view.guild, interaction.user.id, 'settings', detail);
  }
}

/** Who administrates stays as it is where that is not this person's to decide. */
function resetSettings(interaction: BaseInteraction, { state }: Visit, view: View): void {
  const { guild, settings: before, decided, managesServer } = view;
  state.settings.reset(guild);
  if (!managesServer && decided.has('admins')) state.settings.change(guild, { admins: before.admins });
  deleteExpired(state);
  state.audit.add(guild, interaction.user.id, 'settings.reset', '');
}
