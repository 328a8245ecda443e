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
import type { Visit } from '../dispatch/request-context.js';
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

  async run(interaction, visit) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { runs, logger, state, guild, t } = visit;
    if (!visit.mayAdminister) throw new RefusedError('common:onlyAdmins');
    const wanted = interaction.options.getString('mode');
    const mode = MODES.find((known) => known === wanted) ?? 'changed';
    const joined = runs.current;
    const run = joined ?? runs.start(mode);
    if (!joined) {
      logger.info({ mode }, 'reindexing');
      state.audit.add(guild, interaction.user.id, 'index.run', mode);
      void run.end.then((end) => {
        if (end.kind !== 'done') return;
        const { added, changed, removed, problems, ...counts } = end.report;
        logger.info({ ...counts, added: added.length, changed: changed.length, removed: removed.length }, 'reindexed');
        for (const { where, reason } of problems) logger.warn({ where, reason }, 'article not read');
      });
    }
    await followRun(interaction, visit, run, { head: joined ? t('index:joined') : '' });
  },

  async component(interaction, visit) {
    const [, action, ...args] = interaction.customId.split(':');
    if (action === 'cancel') return cancel(interaction, visit, args[0] ?? '');
    if (action === 'back') return askToRollBack(interaction, visit, args);
    if (action === 'yes') return rollBack(interaction, visit, args);
    await interaction.update(notice(visit.t('index:kept')));
  },
};

/** Everybody who follows the run is shown its end; this only sees to it that it comes. */
async function cancel(interaction: MessageComponentInteraction, visit: Visit, id: string): Promise<void> {
  await interaction.deferUpdate();
  const { runs, mayAdminister, state, guild, logger, t } = visit;
  const run = runs.current;
  if (!mayAdminister) throw new RefusedError('common:onlyAdmins');
  if (run?.id !== id) await interaction.editReply(notice(t('index:ended')));
  else {
    logger.info('cancelling the index run');
    state.audit.add(guild, interaction.user.id, 'index.cancel', '');
    run.cancel();
    await run.end;
  }
}
