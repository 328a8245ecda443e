import { ApplicationCommandType, MessageFlags } from 'discord.js';
import { named } from '../../i18n/words.js';
import type { Card } from '../components/card.js';
import type { Command } from '../dispatch/command.js';
import { RefusedError } from '../dispatch/failures.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { AUDIT_PAGE, renderAudit } from '../settings/audit-card.js';
import { IN_SERVERS } from './contexts.js';

/** Stands for all actions. No action has this name. */
const ALL = '-';

export const audit: Command = {
  id: 'audit',
  forAdmins: true,
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('audit'),
    ...IN_SERVERS,
  },

  async run(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(auditPage(context, ALL, 0));
  },

  async component(interaction, context) {
    const [, , page = '', ...action] = interaction.customId.split(':');
    const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const wanted = chosen || !/^\d{1,6}$/.test(page) ? 0 : Number(page);
    await interaction.update(auditPage(context, chosen ?? action.join(':'), wanted));
  },
};

/** @throws RefusedError for people who are not administrators. */
function auditPage({ app, viewer, access, words }: RequestContext, action: string, wanted: number): Card {
  const { guild, language } = viewer;
  const { audit } = app.state;
  if (guild === undefined || !access.mayAdminister) throw new RefusedError('common:onlyAdmins');
  const actions = audit.actions(guild);
  const one = actions.includes(action) ? { action } : {};
  const at = (page: number) => audit.list(guild, { ...one, skip: Math.max(page, 0) * AUDIT_PAGE, most: AUDIT_PAGE });
  const asked = at(wanted);
  const pages = Math.max(1, Math.ceil(asked.total / AUDIT_PAGE));
  const page = Math.min(Math.max(wanted, 0), pages - 1);
  const { entries } = page === wanted ? asked : at(page);
  return renderAudit(
    {
      entries,
      page,
      pages,
      actions,
      ...one,
      idOf: (to) => `audit:page:${to}:${one.action ?? ALL}`,
      filterId: 'audit:filter',
      all: ALL,
    },
    words,
    language,
  );
}
