import type { APIApplicationCommand, RESTPutAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { ApiError, type Route } from '../rest/http.js';
import { snowflake } from '../world/snowflake.js';
import type { World } from '../world/world.js';

/** Global commands; each PUT replaces them all. */
export class CommandStore {
  commands: APIApplicationCommand[] = [];

  constructor(private readonly world: World) {}

  routes(): Route[] {
    const path = '/applications/{application_id}/commands';
    return [
      { method: 'GET', path, authenticated: true, handle: () => ({ body: this.commands }) },
      {
        method: 'PUT',
        path,
        authenticated: true,
        handle: ({ body }) => {
          this.#put(body as RESTPutAPIApplicationCommandsJSONBody);
          return { body: this.commands };
        },
      },
    ];
  }

  #put(commands: RESTPutAPIApplicationCommandsJSONBody): void {
    const names = commands.map(({ type = 1, name }) => `${type}:${name}`);
    if (new Set(names).size < names.length) throw new ApiError(400, 50035, 'two commands with the same name', true);
    const tooLong = commands.find((command) => sizeOf(command) > 8_000);
    if (tooLong) throw new ApiError(400, 50035, `${tooLong.name} has more than 8000 characters`, true);
    this.commands = commands.map((command) => ({
      // Discord adds the default values.
      contexts: null,
      nsfw: false,
      description: '',
      name_localizations: null,
      description_localizations: null,
      ...command,
      id: snowflake(),
      application_id: this.world.applicationId,
      version: snowflake(),
      default_member_permissions:
        command.default_member_permissions == null ? null : String(command.default_member_permissions),
    })) as APIApplicationCommand[];
  }
}

/** The total length of all names, descriptions and values, of which a command may have 8,000 characters. */
function sizeOf(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, each) => sum + sizeOf(each), 0);
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce((sum, [key, field]) => {
    const counts = ['name', 'description', 'value'].includes(key) && typeof field === 'string';
    return sum + (counts ? field.length : sizeOf(field));
  }, 0);
}
