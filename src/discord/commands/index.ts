import { PermissionFlagsBits, type RESTPutAPIApplicationCommandsJSONBody } from 'discord.js';
import type { Command } from '../dispatch/command.js';
import { articles } from './articles.js';
import { ask } from './ask.js';
import { audit } from './audit.js';
import { compare } from './compare.js';
import { doctor } from './doctor.js';
import { feedback } from './feedback.js';
import { find } from './find.js';
import { helpOn } from './help.js';
import { privacy } from './privacy.js';
import { reindex } from './reindex.js';
import { settings } from './settings.js';
import { sources } from './sources.js';
import { unanswered } from './unanswered.js';

/** All commands that /help explains. */
const EXPLAINED: readonly Command[] = [
  ask,
  compare,
  find,
  sources,
  privacy,
  feedback,
  unanswered,
  reindex,
  articles,
  settings,
  audit,
  doctor,
];
export const COMMANDS: readonly Command[] = [...EXPLAINED, helpOn(EXPLAINED)];

/**
 * Definitions for Discord. Administrators' commands are shown to people with Manage Server, but to everyone if `ADMIN_ROLE_IDS`
 * names roles, since Discord doesn't know about those.
 */
export function definitionsFor(adminRoleIds: readonly string[]): RESTPutAPIApplicationCommandsJSONBody {
  return COMMANDS.map(({ definition, forAdmins }) =>
    forAdmins && adminRoleIds.length === 0
      ? { ...definition, default_member_permissions: String(PermissionFlagsBits.ManageGuild) }
      : definition,
  );
}
