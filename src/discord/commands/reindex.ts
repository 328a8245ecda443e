import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  MessageFlags,
} from 'discord.js';
import { UserError } from '../../errors.js';
import type { IndexMode, IndexProgress } from '../../library/types.js';
import type { Command } from '../command.js';
import { RefusedError } from '../failures.js';
import { LiveReply } from '../live-reply.js';
import { renderIndexProgress, renderIndexReport } from '../render/index-run.js';
import { choiceNamed, named } from '../words/words.js';

const MODES = ['changed', 'everything'] as const satisfies readonly IndexMode[];
const LEFT = 'The bot was told to leave, so the index stays as it was. Run /reindex again later.';

export const reindex: Command = {
  id: 'reindex',
  forAdmins: true,
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('reindex'),
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...named('reindex.mode'),
        choices: MODES.map((mode) => choiceNamed(`reindex.choice.${mode}`, mode)),
      },
    ],
  },

  async run(interaction, { verbatim, logger, leaving, mayAdminister }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    if (!mayAdminister) throw new RefusedError('common:onlyAdmins');
    const wanted = interaction.options.getString('mode');
    const mode = MODES.find((known) => known === wanted) ?? 'changed';
    logger.info({ mode }, 'reindexing');
    const titles = () => new Map(verbatim.sources().map(({ id, title }) => [id, title.trim() || id]));
    const before = titles();
    const reply = new LiveReply(interaction, logger);
    reply.show(renderIndexProgress());
    const show = (progress: IndexProgress) => reply.show(renderIndexProgress(progress));
    const report = await verbatim.reindex(mode, show, leaving).catch(async (error) => {
      await reply.quiet();
      throw leaving.aborted ? new UserError(LEFT, { cause: error }) : error;
    });
    const { added, changed, removed, problems, ...counts } = report;
    logger.info({ ...counts, added: added.length, changed: changed.length, removed: removed.length }, 'reindexed');
    for (const { where, reason } of problems) logger.warn({ where, reason }, 'article not read');
    const after = titles();
    await reply.end(renderIndexReport(report, (id) => after.get(id) ?? before.get(id) ?? id));
  },
};
