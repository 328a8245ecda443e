/** Numbers of Discord's API that the page uses (discord-api-types has all of them). */
export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

export const FLAG = { ephemeral: 64, loading: 128 } as const;

/** A component of a message or modal, with the fields of all kinds. */
export interface Component {
  readonly type: number;
  readonly id: number;
  readonly custom_id: string;
  readonly content: string;
  readonly label?: string;
  readonly description?: string;
  readonly style: number;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly emoji?: { readonly name?: string };
  readonly accent_color?: number | null;
  readonly divider?: boolean;
  readonly spacing?: number;
  readonly placeholder?: string;
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
    readonly default?: boolean;
  }[];
  readonly default_values?: readonly { readonly id: string }[];
  readonly channel_types?: readonly number[];
  readonly min_values?: number;
  readonly max_values?: number;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly value?: string;
  readonly name?: string;
  readonly size?: number;
  readonly file?: { readonly url: string };
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
}
