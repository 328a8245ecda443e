import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APISectionComponent,
  type APISelectMenuComponent,
  type APISeparatorComponent,
  type APITextDisplayComponent,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';
import type { Card } from './card.js';

/** A component of a panel. */
export type PanelPart = APIContainerComponent['components'][number];

/** A card of texts and controls in any order. */
export function panel(colour: number, parts: readonly PanelPart[]): Card {
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.Container, accent_color: colour, components: [...parts] }],
  };
}

/** Markdown within Discord's limits. */
export const text = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content });

export const line = (): APISeparatorComponent => ({
  type: ComponentType.Separator,
  divider: true,
  spacing: SeparatorSpacingSize.Small,
});

/** A text with a button beside it. */
export const section = (content: string, accessory: APIButtonComponentWithCustomId): APISectionComponent => ({
  type: ComponentType.Section,
  components: [text(content)],
  accessory,
});

export const buttons = (
  ...components: APIButtonComponentWithCustomId[]
): APIActionRowComponent<APIComponentInMessageActionRow> => ({ type: ComponentType.ActionRow, components });

/** A menu in its own row, as Discord requires. */
export const menu = (component: APISelectMenuComponent): APIActionRowComponent<APIComponentInMessageActionRow> => ({
  type: ComponentType.ActionRow,
  components: [component],
});
