import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  type ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord.js';
import type { Words } from '../../i18n/words.js';
import { button } from '../components/button.js';
import { clipPlain } from '../components/clip.js';
import { buttons, menu } from '../components/panel.js';

/** Discord's limit on a menu's options and choices. */
export const MAX_OPTIONS = 25;
/** UTF-16 units of an option's label and description. */
const MAX_LABEL = 100;

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
type Argument = string | number;

/** The custom_id of a control that opens a page. */
export const goTo = (page: string, ...args: Argument[]) => ['settings', 'go', page, ...args].join(':');
/** The custom_id of a control that changes a setting. It carries the arguments of its page. */
export const change = (what: string, ...args: Argument[]) => ['settings', 'set', what, ...args].join(':');

interface Slice<T> {
  /** 0-based. */
  readonly at: number;
  readonly slices: number;
  readonly shown: readonly T[];
}

/** The slice of a list that fits into a menu. A position beyond the list gives the last slice. With `isAddedTo`, the last slice has room. */
export function sliceOf<T>(all: readonly T[], wanted: string | undefined, isAddedTo: boolean): Slice<T> {
  const slices = isAddedTo
    ? Math.floor(all.length / MAX_OPTIONS) + 1
    : Math.max(1, Math.ceil(all.length / MAX_OPTIONS));
  const at = Math.min(/^\d{1,6}$/.test(wanted ?? '') ? Number(wanted) : 0, slices - 1);
  return { at, slices, shown: all.slice(at * MAX_OPTIONS, (at + 1) * MAX_OPTIONS) };
}

/** Buttons to a list's other slices; none if there is only one. */
export function sliceButtons(t: Words, { at, slices }: Slice<unknown>, id: (at: number) => string): Row[] {
  if (slices <= 1) return [];
  return [
    buttons(
      button(`◀ ${t('settings:slice', { at: at + 1, slices })}`, id(at - 1), { disabled: at === 0 }),
      button('▶', id(at + 1), { disabled: at === slices - 1 }),
    ),
  ];
}

interface Menu {
  readonly id: string;
  readonly placeholder: string;
  readonly disabled?: boolean;
}

/** A channel menu: for one channel, or for several if `chosen` is given. */
export function channelMenu({ id, placeholder }: Menu, types: readonly ChannelType[], chosen?: readonly string[]): Row {
  return menu({
    type: ComponentType.ChannelSelect,
    custom_id: id,
    placeholder,
    channel_types: [...types],
    ...(chosen && {
      min_values: 0,
      max_values: MAX_OPTIONS,
      default_values: chosen.map((channel) => ({ id: channel, type: SelectMenuDefaultValueType.Channel })),
    }),
  });
}

/** A role menu for any number of roles. */
export function roleMenu({ id, placeholder, disabled }: Menu, chosen: readonly string[]): Row {
  return menu({
    type: ComponentType.RoleSelect,
    custom_id: id,
    placeholder,
    min_values: 0,
    max_values: MAX_OPTIONS,
    default_values: chosen.map((role) => ({ id: role, type: SelectMenuDefaultValueType.Role })),
    ...(disabled && { disabled }),
  });
}

/** A menu of at most 25 options, for one choice or `several`. */
export function optionMenu({ id, placeholder }: Menu, options: readonly APISelectMenuOption[], several = false): Row {
  return menu({
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder,
    ...(several && { min_values: 0, max_values: options.length }),
    options: options.map(({ label, description, ...rest }) => ({
      ...rest,
      label: clipPlain(label, MAX_LABEL) || '…',
      ...(description && { description: clipPlain(description, MAX_LABEL) }),
    })),
  });
}
