import type { View } from '../view-types.js';
import { OPTION } from './kinds.js';

type Command = View['commands'][number];

/** An option to fill in. */
export interface Field {
  readonly name: string;
  readonly shown: string;
  readonly description: string;
  readonly type: number;
  readonly required: boolean;
  readonly autocomplete: boolean;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
}

/** A command or subcommand that can be used. */
export interface Usable {
  /** Its name in requests: in English, with its subcommand. */
  readonly path: string;
  /** Its name in this person's client. */
  readonly shown: string;
  readonly description: string;
  readonly fields: readonly Field[];
}

interface Named {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description?: string;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
}

interface Option extends Named {
  readonly type: number;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly (Named & { readonly value: string | number })[];
  readonly options?: readonly Option[];
}

/** Kinds of commands and of places, with Discord's numbers. */
const SLASH = 1;
const MESSAGE = 3;
export type Context = 0 | 1 | 2;

const nameIn = ({ name, name_localizations }: Named, locale: string) => name_localizations?.[locale] ?? name;
const descriptionIn = ({ description = '', description_localizations }: Named, locale: string) =>
  description_localizations?.[locale] ?? description;

/** All slash commands that can be used in a place, with subcommands listed separately, in this person's language. */
export function slashCommands({ commands, me: { locale } }: View, context: Context): Usable[] {
  const spread = (
    named: Named & { options?: readonly Option[] },
    path: readonly string[],
    shown: readonly string[],
  ): Usable[] => {
    const nested = (named.options ?? []).filter(({ type }) => type === OPTION.subcommand || type === OPTION.group);
    const [newPath, newShown] = [
      [...path, named.name],
      [...shown, nameIn(named, locale)],
    ];
    if (nested.length > 0) return nested.flatMap((each) => spread(each, newPath, newShown));
    const fields = (named.options ?? []).map((option) => fieldOf(option, locale));
    return [{ path: newPath.join(' '), shown: newShown.join(' '), description: descriptionIn(named, locale), fields }];
  };
  return usableIn(commands, context)
    .filter(({ type }) => type === SLASH)
    .flatMap((command) => spread(command as Named, [], []))
    .sort((one, other) => one.shown.localeCompare(other.shown));
}

/** The commands in a message's context menu. */
export function messageCommands(
  { commands, me: { locale } }: View,
  context: Context,
): { readonly name: string; readonly shown: string }[] {
  return usableIn(commands, context)
    .filter(({ type }) => type === MESSAGE)
    .map((command) => ({ name: command.name, shown: nameIn(command as Named, locale) }));
}

const usableIn = (commands: readonly Command[], context: Context) =>
  commands.filter(({ contexts }) => !contexts || (contexts as readonly number[]).includes(context));

function fieldOf(option: Option, locale: string): Field {
  const { name, type, required = false, autocomplete = false, choices = [] } = option;
  return {
    ...{ name, type, required, autocomplete },
    shown: nameIn(option, locale),
    description: descriptionIn(option, locale),
    choices: choices.map((choice) => ({ name: nameIn(choice, locale), value: choice.value })),
  };
}
