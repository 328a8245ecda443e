import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIContainerComponent,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';

/** Discord's limit for all text of a message. Discord counts characters, of which there are never more than UTF-16 units. */
export const MAX_TEXT = 4_000;
/** Discord's limit of buttons in a row. */
export const MAX_ROW = 5;

/** A message of the bot: one coloured container. Flags and components can be sent as they are. */
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

/** A text, optionally with a component id by which it can be found again. */
type Text = string | { readonly content: string; readonly id: number };

/**
 * A card of `sections` with a line between them, and rows of buttons below. A section is one text or several. The texts are
 * markdown and must be within Discord's limits.
 */
export function card(
  colour: number,
  sections: readonly (Text | readonly Text[])[],
  ...rows: readonly (readonly APIButtonComponent[])[]
): Card {
  const texts = sections.flatMap((section, position) => [
    ...(position > 0
      ? [{ type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small } as const]
      : []),
    ...[section].flat().map((text) => ({
      type: ComponentType.TextDisplay as const,
      ...(typeof text === 'string' ? { content: text } : text),
    })),
  ]);
  const actions = rows.flatMap((row) =>
    Array.from(
      { length: Math.ceil(row.length / MAX_ROW) },
      (_, at): APIActionRowComponent<APIButtonComponent> => ({
        type: ComponentType.ActionRow,
        components: row.slice(at * MAX_ROW, (at + 1) * MAX_ROW),
      }),
    ),
  );
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.Container, accent_color: colour, components: [...texts, ...actions] }],
  };
}
