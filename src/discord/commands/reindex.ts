import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { UserError } from '../../errors.js';
import type { IndexMode, IndexProgress } from '../../library/types.js';
import type { Command } from '../command.js';
import { LiveReply } from '../live-reply.js';
import { mayAdminister } from '../permissions.js';
import { renderIndexProgress, renderIndexReport } from '../render/index-run.js';

const MODES = ['changed', 'everything'] as const satisfies readonly IndexMode[];
const LEFT = 'The bot was told to leave, so the index stays as it was. Run /reindex again later.';

/**
 * Shown to people with Manage Server; to all when roles may use it as well, since Discord knows nothing of those.
 * Who may is decided when it is used.
 */
export const reindex = (adminRoleIds: readonly string[]): Command => ({
  definition: {
    type: ApplicationCommandType.ChatInput,
    name: 'reindex',
    description: 'Read the articles again; questions go on being answered meanwhile.',
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
    default_member_permissions: adminRoleIds.length > 0 ? null : String(PermissionFlagsBits.ManageGuild),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'mode',
        description: 'Only what changed (the default), or everything anew.',
        choices: MODES.map((mode) => ({ name: mode, value: mode })),
      },
    ],
  },

  async run(interaction, { verbatim, logger, leaving }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    if (!mayAdminister(interaction, adminRoleIds)) {
      throw new UserError('Only people with Manage Server, or with a role that was named for it, may reindex.');
    }
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
});
