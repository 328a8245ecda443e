import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Changes } from './changes.js';
import { Exchange } from './exchange.js';
import { walk } from './limits.js';
import { snowflake } from './snowflake.js';
import type { Person, World } from './world.js';

export type Options = Readonly<Record<string, string | number | boolean>>;
export type Place = 'server' | 'dm';

interface Part {
  readonly type: InteractionType;
  readonly data: object;
  readonly message?: APIMessage;
}

/** A slash command as the user's client sends it, from what the bot registered. */
export function slashOf(commands: readonly APIApplicationCommand[], line: string, options: Options): Part {
  const { command, subcommand, declared } = find(commands, line);
  const missing = declared.find(({ name, required }) => required && !(name in options));
  if (missing) throw new Error(`/${line} needs ${missing.name}`);
  const given = Object.entries(options).map(([name, value]) => ({ name, type: typeOf(declared, line, name), value }));
  return { type: InteractionType.ApplicationCommand, data: dataOf(command, subcommand, given) };
}

export function autocompleteOf(
  commands: readonly APIApplicationCommand[],
  line: string,
  option: string,
  typed: string,
): Part {
  const { command, subcommand, declared } = find(commands, line);
  const given = { name: option, type: typeOf(declared, line, option), value: typed, focused: true };
  return { type: InteractionType.ApplicationCommandAutocomplete, data: dataOf(command, subcommand, [given]) };
}

export function buttonOf(message: APIMessage | undefined, label: string): Part {
  const button = [...walk(message?.components ?? [])].find(
    (each) => each.type === ComponentType.Button && each.label === label && each.disabled !== true,
  );
  if (!message || !button) throw new Error(`there is no button "${label}" to press`);
  const data = { component_type: ComponentType.Button, custom_id: button.custom_id, id: button.id };
  return { type: InteractionType.MessageComponent, data, message };
}

/** The whole interaction, and the exchange that follows it. */
export function interactionOf(
  world: World,
  person: Person,
  place: Place,
  part: Part,
  changes: Changes,
): { exchange: Exchange; payload: object } {
  const id = snowflake();
  const token = randomBytes(60).toString('base64url');
  const channel = place === 'dm' ? person.dm : world.general;
  const permissions = String(person.permissions);
  const inServer = {
    guild_id: world.guildId,
    guild: { id: world.guildId, features: [], locale: 'en-US' },
    guild_locale: 'en-US',
    member: { ...world.member(person), user: person.user, permissions },
    context: InteractionContextType.Guild,
    authorizing_integration_owners: { [ApplicationIntegrationType.GuildInstall]: world.guildId },
  };
  const inDirectMessage = {
    user: person.user,
    context: InteractionContextType.BotDM,
    authorizing_integration_owners: { [ApplicationIntegrationType.GuildInstall]: '0' },
  };
  const payload = {
    id,
    token,
    version: 1,
    application_id: world.applicationId,
    ...part,
    channel: { ...channel, permissions },
    channel_id: channel.id,
    app_permissions: permissions,
    locale: 'en-US',
    entitlements: [],
    attachment_size_limit: 10 * 1_024 * 1_024,
    ...(place === 'dm' ? inDirectMessage : inServer),
  };
  return { payload, exchange: new Exchange(id, token, part.type, channel.id, changes) };
}

interface Found {
  readonly command: APIApplicationCommand;
  readonly subcommand: string | undefined;
  readonly declared: readonly APIApplicationCommandBasicOption[];
}

function find(commands: readonly APIApplicationCommand[], line: string): Found {
  const [name, subcommand] = line.split(' ');
  const command = commands.find((each) => each.name === name);
  const nested = command?.options?.find((each) => each.name === subcommand);
  const options: readonly APIApplicationCommandOption[] | undefined = subcommand
    ? nested && 'options' in nested
      ? nested.options
      : nested && []
    : command && (command.options ?? []);
  if (!command || !options) throw new Error(`/${line} is not registered`);
  return { command, subcommand, declared: options as readonly APIApplicationCommandBasicOption[] };
}

function typeOf(declared: Found['declared'], line: string, name: string): ApplicationCommandOptionType {
  const option = declared.find((each) => each.name === name);
  if (!option) throw new Error(`/${line} has no option ${name}`);
  return option.type;
}

function dataOf(command: APIApplicationCommand, subcommand: string | undefined, given: readonly object[]): object {
  const nested = { name: subcommand, type: ApplicationCommandOptionType.Subcommand, options: given };
  const { id, name, type } = command;
  return { id, name, type, options: subcommand ? [nested] : given };
}
