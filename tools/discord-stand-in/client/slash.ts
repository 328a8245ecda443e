import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionType,
} from 'discord-api-types/v10';
import type { FileStore, Upload } from '../rest/files.js';
import type { Place, World } from '../world/world.js';
import type { NamedPart, Part } from './interaction.js';
import { resolvedOf } from './resolved.js';

export type Options = Readonly<Record<string, string | number | boolean | Upload>>;

/** The context that a slash command is built from. */
export interface Setting {
  readonly commands: readonly APIApplicationCommand[];
  readonly world: World;
  readonly files: FileStore;
  readonly place: Place;
}

/** A slash command as the user's client sends it, from the commands that the bot registered: `slashOf(setting, 'sources show', …)`. */
export function slashOf(setting: Setting, line: string, options: Options): NamedPart {
  const found = find(setting.commands, line);
  const missing = found.declared.find(({ name, required }) => required && !(name in options));
  if (missing) throw new Error(`/${line} needs ${missing.name}`);
  const resolved = {};
  const given = Object.entries(options).map(([name, value]) => filledIn(setting, found, line, name, value, resolved));
  const data = { ...dataOf(found, given), resolved };
  return { type: InteractionType.ApplicationCommand, data, command: line };
}

/** Types into an option; `others` are the options that were filled in before. */
export function autocompleteOf(setting: Setting, line: string, option: string, typed: string, others: Options): Part {
  const found = find(setting.commands, line);
  const declared = optionOf(found.declared, line, option);
  if (!('autocomplete' in declared && declared.autocomplete)) throw new Error(`${option} has no autocomplete`);
  const given = Object.entries(others).map(([name, value]) => filledIn(setting, found, line, name, value, {}));
  const focused = { name: option, type: declared.type, value: typed, focused: true };
  return { type: InteractionType.ApplicationCommandAutocomplete, data: dataOf(found, [...given, focused]) };
}

/** A command in a message's context menu, by its English name. */
export function contextOf({ commands }: Setting, name: string, target: APIMessage): NamedPart {
  const command = commands.find((each) => each.type === ApplicationCommandType.Message && each.name === name);
  if (!command) throw new Error(`the context menu has no "${name}"`);
  const { referenced_message: _, thread: __, ...message } = target;
  const resolved = { messages: { [target.id]: message } };
  const data = { id: command.id, name, type: command.type, target_id: target.id, resolved };
  return { type: InteractionType.ApplicationCommand, data, command: name };
}

interface Found {
  readonly command: APIApplicationCommand;
  /** The names of the subcommand group and subcommand, if any. */
  readonly path: readonly string[];
  readonly declared: readonly APIApplicationCommandBasicOption[];
}

function find(commands: readonly APIApplicationCommand[], line: string): Found {
  const [name, ...path] = line.split(' ');
  const command = commands.find((each) => each.name === name && each.type === ApplicationCommandType.ChatInput);
  if (!command) throw new Error(`/${line} is not registered`);
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const step of path) {
    const nested = options.find((each) => each.name === step);
    if (!nested || !isNesting(nested)) throw new Error(`/${line} is not registered`);
    options = ('options' in nested ? nested.options : undefined) ?? [];
  }
  if (options.some(isNesting)) throw new Error(`/${line} is not complete`);
  return { command, path, declared: options as readonly APIApplicationCommandBasicOption[] };
}

const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;
const isNesting = ({ type }: APIApplicationCommandOption) => type === Subcommand || type === SubcommandGroup;

function optionOf(declared: Found['declared'], line: string, name: string): APIApplicationCommandBasicOption {
  const option = declared.find((each) => each.name === name);
  if (!option) throw new Error(`/${line} has no option ${name}`);
  return option;
}

const RESOLVED_KINDS = {
  [ApplicationCommandOptionType.User]: ['users'],
  [ApplicationCommandOptionType.Role]: ['roles'],
  [ApplicationCommandOptionType.Mentionable]: ['users', 'roles'],
  [ApplicationCommandOptionType.Channel]: ['channels'],
} as const;

function filledIn(
  { world, files, place }: Setting,
  { declared }: Found,
  line: string,
  name: string,
  value: Options[string],
  resolved: Record<string, object>,
): object {
  const option = optionOf(declared, line, name);
  const { type } = option;
  if (typeof value === 'object') {
    const attachment = files.add(value);
    resolved.attachments = { ...resolved.attachments, [attachment.id]: attachment };
    return { name, type, value: attachment.id };
  }
  if ('choices' in option && option.choices?.every((choice) => choice.value !== value)) {
    throw new Error(`${name} has no choice ${value}; it has ${option.choices.map((choice) => choice.value)}`);
  }
  const kinds = RESOLVED_KINDS[type as keyof typeof RESOLVED_KINDS];
  for (const [kind, entries] of Object.entries(kinds ? resolvedOf(world, place, kinds, [String(value)]) : {})) {
    resolved[kind] = { ...resolved[kind], ...entries };
  }
  return { name, type, value };
}

function dataOf({ command, path }: Found, given: readonly object[]): object {
  const { id, name, type } = command;
  const options = path.reduceRight((inner, step, depth) => {
    const kind = path.length - depth === 1 ? Subcommand : SubcommandGroup;
    return [{ name: step, type: kind, options: inner }];
  }, given);
  return { id, name, type, options };
}
