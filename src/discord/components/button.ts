import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';

interface ButtonOptions {
  /** Default: secondary. */
  readonly style?: APIButtonComponentWithCustomId['style'];
  readonly disabled?: boolean;
  /** Shown before the label. */
  readonly emoji?: string;
}

/** A button. The first part of `custom_id` names the command that handles it. The label must not contain others' texts. */
export function button(
  label: string,
  custom_id: string,
  { style = ButtonStyle.Secondary, disabled = false, emoji }: ButtonOptions = {},
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style,
    label,
    custom_id,
    ...(emoji && { emoji: { name: emoji } }),
    ...(disabled && { disabled }),
  };
}
