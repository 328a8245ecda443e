import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';

/** Manage Server, or one of the roles that `ADMIN_ROLE_IDS` names; nobody outside a server. */
export function mayAdminister(interaction: BaseInteraction, adminRoleIds: readonly string[]): boolean {
  if (!interaction.inGuild()) return false;
  if (interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild)) return true;
  const { roles } = interaction.member;
  return adminRoleIds.some((id) => (Array.isArray(roles) ? roles.includes(id) : roles.cache.has(id)));
}
