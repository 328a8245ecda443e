import { type APISelectMenuOption, type ChannelType, ComponentType } from 'discord-api-types/v10';
import type { Place, World } from '../world/world.js';
import { resolvedOf } from './resolved.js';

/** The fields of a select menu that matter for choosing. */
export interface SelectMenu {
  readonly type: ComponentType;
  readonly custom_id: string;
  readonly options?: readonly APISelectMenuOption[];
  readonly channel_types?: readonly ChannelType[];
  readonly min_values?: number;
  readonly max_values?: number;
  readonly required?: boolean;
}

const KINDS: Readonly<Partial<Record<ComponentType, readonly ('users' | 'roles' | 'channels')[]>>> = {
  [ComponentType.UserSelect]: ['users'],
  [ComponentType.RoleSelect]: ['roles'],
  [ComponentType.MentionableSelect]: ['users', 'roles'],
  [ComponentType.ChannelSelect]: ['channels'],
};

export const isChoosable = (type: ComponentType): boolean => type === ComponentType.StringSelect || type in KINDS;

/**
 * What a client sends for a choice: options by value or label; people, roles and channels by id.
 * @throws Error if no client would allow that choice.
 */
export function selection(
  menu: SelectMenu,
  chosen: readonly string[],
  world: World,
  place: Place,
): { readonly values: readonly string[]; readonly resolved: object } {
  const { min_values: least = 1, max_values: most = 1, required = true } = menu;
  const isLeftOut = chosen.length === 0 && !required;
  if (!isLeftOut && (chosen.length < least || chosen.length > most)) {
    throw new Error(`${menu.custom_id} takes ${least} to ${most} values, not ${chosen.length}`);
  }
  if (menu.type === ComponentType.StringSelect) {
    return { values: chosen.map((choice) => optionValue(menu, choice)), resolved: {} };
  }
  const resolved = resolvedOf(world, place, KINDS[menu.type] ?? [], chosen);
  for (const channel of Object.values(resolved.channels ?? {})) {
    const { type, name } = channel as { type: ChannelType; name: string };
    if (menu.channel_types && !menu.channel_types.includes(type)) throw new Error(`${name} can’t be chosen there`);
  }
  return { values: chosen, resolved };
}

function optionValue({ options = [], custom_id }: SelectMenu, choice: string): string {
  const option = options.find(({ value, label }) => value === choice || label === choice);
  if (!option) throw new Error(`${custom_id} has no option ${choice}; it has ${options.map((each) => each.label)}`);
  return option.value;
}
