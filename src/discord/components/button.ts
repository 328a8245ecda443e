import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';

interface ButtonOptions {
  /** Secondary when left out. */
  readonly style?: APIButtonComponentWithCustomId['style'];
  readonly disabled?: boolean;
  /** Stands before the label. */
  readonly emoji?: string;
}

/** A button that a command answers, the one which the first part of `custom_id` names. Its label is the bot's own words. */
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
