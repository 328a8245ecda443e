import { isDeepStrictEqual } from 'node:util';
import { type REST, type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord.js';

/** Overwrites the global commands, but only if they differ, since Discord limits creations to 200 a day. */
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

/** Discord returns permissions as a string, but its API description expects a number. */
function asRequest(command: RESTPutAPIApplicationCommandsJSONBody[number]): object {
  const { default_member_permissions: permissions, ...rest } = command;
  return permissions == null ? command : { ...rest, default_member_permissions: Number(permissions) };
}

/** Fields that Discord adds to a registered command. */
const ADDED = new Set(['id', 'application_id', 'version', 'guild_id', 'dm_permission', 'handler']);
/** Lists without a meaningful order. */
const SETS = new Set(['contexts', 'integration_types']);

/** Removes fields that Discord adds, explicit defaults and meaningless order, so that commands can be compared. */
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
