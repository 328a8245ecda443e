import { ApplicationCommandType, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import type { ServerSettings } from '../../state/settings.js';
import type { State } from '../../state/state.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import { deleteExpired } from '../reports/keep-unanswered.js';
import { changeBy, chosenIn } from '../settings/changes.js';
import { page } from '../settings/pages.js';
import { recordedChanges } from '../settings/recorded.js';
import { type View, viewOf } from '../settings/view.js';
import { IN_SERVERS } from './contexts.js';

/** The page of each control. Other controls are on the page of the same name. */
const PAGE_OF: Readonly<Record<string, string>> = {
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

/** Pages whose arguments are chosen in a menu. */
const CHOSEN_PAGES: ReadonlySet<string | undefined> = new Set(['channel', 'kept']);

export const settings: Command = {
  id: 'settings',
  forAdmins: true,
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('settings'),
    ...IN_SERVERS,
  },

  async run(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(page(viewOf(interaction, context), 'home'));
  },

  // Each use creates a new view, which checks permission again. There is nothing to wait for, so the reply is also the
  // acknowledgement. A refusal leaves the panel unchanged.
  async component(interaction, context) {
    const view = viewOf(interaction, context);
    const [, verb, what, ...args] = interaction.customId.split(':');
    const chosen =
      interaction.isAnySelectMenu() && !interaction.isUserSelectMenu() && !interaction.isMentionableSelectMenu()
        ? chosenIn(interaction)
        : undefined;
    if (verb === 'go') {
      const where = CHOSEN_PAGES.has(what) && chosen ? chosen.values : args;
      await interaction.update(page(view, what, where));
    } else if (verb === 'set' && what === 'reset') {
      resetSettings(view, context.app.state, context.viewer.id);
      await interaction.update(page(viewOf(interaction, context), 'home'));
    } else if (verb === 'set' && what !== undefined) {
      save(view, changeBy(view, what, args, chosen), context.app.state, context.viewer.id);
      const [stalePage, ...staleArgs] = args;
      const [name, where] = what === 'stale' ? [stalePage, staleArgs] : [PAGE_OF[what] ?? what, args];
      await interaction.update(page(viewOf(interaction, context), name, where));
    } else throw new RefusedError('common:unknownButton');
  },
};

function save(view: View, change: Partial<ServerSettings>, state: State, userId: string): void {
  const after = state.settings.change(view.guild, change);
  // A shorter retention period applies to existing questions immediately.
  if (after.keepQuestions < view.settings.keepQuestions) deleteExpired(state);
  for (const detail of recordedChanges(view.settings, after)) {
    state.audit.add(view.guild, userId, 'settings', detail);
  }
}

/** Resets all settings, except for administrators if this person may not choose them. */
function resetSettings(view: View, state: State, userId: string): void {
  const { guild, settings: before, decided, managesServer } = view;
  state.settings.reset(guild);
  if (!managesServer && decided.has('admins')) state.settings.change(guild, { admins: before.admins });
  deleteExpired(state);
  state.audit.add(guild, userId, 'settings.reset', '');
}
