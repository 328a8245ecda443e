import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type MessageComponentInteraction,
  MessageFlags,
} from 'discord.js';
import { choiceNamed, named } from '../../i18n/words.js';
import type { IndexMode } from '../../library/reports.js';
import { notice } from '../components/notice.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { followRun } from '../indexing/follow-run.js';
import { askToRollBack, rollBack } from '../indexing/roll-back.js';
import { IN_SERVERS } from './contexts.js';

const MODES = ['changed', 'everything'] as const satisfies readonly IndexMode[];

export const reindex: Command = {
  id: 'reindex',
  forAdmins: true,
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('reindex'),
    ...IN_SERVERS,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...named('reindex.mode'),
        choices: MODES.map((mode) => choiceNamed(`reindex.choice.${mode}`, mode)),
      },
    ],
  },

  async run(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { app, viewer, access, words } = context;
    const { runs, logger, state } = app;
    if (!access.mayAdminister) throw new RefusedError('common:onlyAdmins');
    const wanted = interaction.options.getString('mode');
    const mode = MODES.find((known) => known === wanted) ?? 'changed';
    const joined = runs.current;
    const run = joined ?? runs.start(mode);
    if (!joined) {
      logger.info({ mode }, 'reindexing');
      state.audit.add(viewer.guild, viewer.id, 'index.run', mode);
      void run.end.then((end) => {
        if (end.kind !== 'done') return;
        const { added, changed, removed, problems, ...counts } = end.report;
        logger.info({ ...counts, added: added.length, changed: changed.length, removed: removed.length }, 'reindexed');
        for (const { where, reason } of problems) logger.warn({ where, reason }, 'article not read');
      });
    }
    await followRun(interaction, context, run, { head: joined ? words('index:joined') : '' });
  },

  async component(interaction, context) {
    const [, action, ...args] = interaction.customId.split(':');
    if (action === 'cancel') return cancel(interaction, context, args[0] ?? '');
    if (action === 'back') return askToRollBack(interaction, context, args);
    if (action === 'yes') return rollBack(interaction, context, args);
    await interaction.update(notice(context.words('index:kept')));
  },
};

/** Cancels the run. Everyone who follows it sees its end. */
async function cancel(
  interaction: MessageComponentInteraction,
  { app, viewer, access, words }: RequestContext,
  id: string,
): Promise<void> {
  await interaction.deferUpdate();
  const { runs, state, logger } = app;
  const run = runs.current;
  if (!access.mayAdminister) throw new RefusedError('common:onlyAdmins');
  if (run?.id !== id) await interaction.editReply(notice(words('index:ended')));
  else {
    logger.info('cancelling the index run');
    state.audit.add(viewer.guild, viewer.id, 'index.cancel', '');
    run.cancel();
    await run.end;
  }
}
