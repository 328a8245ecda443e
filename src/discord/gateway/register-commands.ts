import { isDeepStrictEqual } from 'node:util';
import { type REST, type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord.js';

/** Puts the global commands in bulk, but only when Discord holds others: creations are limited to 200 a day. */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  wanted: RESTPutAPIApplicationCommandsJSONBody,
): Promise<'registered' | 'unchanged'> {
  const route = Routes.applicationCommands(applicationId);
  const current = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  if (isDeepStrictEqual(normalize(current), normalize(wanted))) return 'unchanged';
  await rest.put(route, { body: wanted.map(asRequest) });
  return 'registered';
}

/** Discord gives permissions as a string and, by its own description, wants them as a number. */
function asRequest(command: RESTPutAPIApplicationCommandsJSONBody[number]): object {
  const { default_member_permissions: permissions, ...rest } = command;
  return permissions == null ? command : { ...rest, default_member_permissions: Number(permissions) };
}

/** What Discord adds to a command that was put. */
const ADDED = new Set(['id', 'application_id', 'version', 'guild_id', 'dm_permission', 'handler']);
/** Lists whose order means nothing. */
const SETS = new Set(['contexts', 'integration_types']);

/** Without what Discord adds, defaults spelled out, and order that means nothing. */
function normalize(commands: unknown): unknown {
  const sorted = Array.isArray(commands) ? commands.toSorted((one, other) => (one.name < other.name ? -1 : 1)) : [];
  return sorted.map(withoutDefaults);
}

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, field]) => !ADDED.has(key) && !isDefault(field))
    .map(([key, field]) => [key, SETS.has(key) ? [...field].sort() : withoutDefaults(field)]);
  return Object.fromEntries(entries);
}

function isDefault(field: unknown): boolean {
  return field == null || field === false || field === '' || (Array.isArray(field) && field.length === 0);
}
