import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIContainerComponent,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';

/** Discord's limit over all text displays of a message. It counts characters; UTF-16 units are never fewer. */
export const MAX_TEXT = 4_000;

/** Everything the bot says is one coloured container; the flags and components go into a message as they are. */
export interface Card {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly [APIContainerComponent];
}

export const COLOURS = {
  answered: 0x2e_8b_57,
  closest: 0xd9_8e_04,
  nothing: 0x80_84_8e,
  plain: 0x58_65_f2,
  failed: 0xc0_39_2b,
} as const;

/** A card of `sections` with a line between them, and buttons below. The texts are markdown and within the limits. */
export function card(colour: number, sections: readonly string[], buttons: readonly APIButtonComponent[] = []): Card {
  const row: APIActionRowComponent<APIButtonComponent> = { type: ComponentType.ActionRow, components: [...buttons] };
  const texts = sections.flatMap((content, position) => [
    ...(position > 0
      ? [{ type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small } as const]
      : []),
    { type: ComponentType.TextDisplay, content } as const,
  ]);
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [
      {
        type: ComponentType.Container,
        accent_color: colour,
        components: [...texts, ...(buttons.length > 0 ? [row] : [])],
      },
    ],
  };
}
