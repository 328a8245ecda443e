import { type APIMessage, ButtonStyle, ComponentType, InteractionType } from 'discord-api-types/v10';
import { walk } from '../messages/limits.js';
import type { Place, World } from '../world/world.js';
import type { Part } from './interaction.js';
import { isChoosable, type SelectMenu, selection } from './selection.js';

interface Component {
  readonly type: ComponentType;
  readonly id: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly emoji?: { readonly name: string };
  readonly style?: ButtonStyle;
  readonly disabled?: boolean;
}

/** Finds a button by its label, emoji or custom_id. */
export function buttonOf(message: APIMessage | undefined, wanted: string): Part {
  const button = componentsOf(message).find(
    ({ type, style, disabled, label, emoji, custom_id }) =>
      type === ComponentType.Button &&
      style !== ButtonStyle.Link &&
      disabled !== true &&
      [label, emoji?.name, custom_id].includes(wanted),
  );
  if (!message || !button) throw new Error(`there is no button "${wanted}" to press${among(message)}`);
  return used(button, message);
}

/** Chooses something from a select menu, which is found by its placeholder or custom_id. */
export function choiceOf(
  message: APIMessage | undefined,
  wanted: string,
  chosen: readonly string[],
  world: World,
  place: Place,
): Part {
  const menu = componentsOf(message).find(
    ({ type, disabled, placeholder, custom_id }) =>
      isChoosable(type) && disabled !== true && [placeholder, custom_id].includes(wanted),
  );
  if (!message || !menu) throw new Error(`there is no menu "${wanted}" to choose from${among(message)}`);
  return used(menu, message, selection(menu as SelectMenu, chosen, world, place));
}

function used({ type, custom_id, id }: Component, message: APIMessage, chosen: object = {}): Part {
  const data = { component_type: type, custom_id, id, ...chosen };
  return { type: InteractionType.MessageComponent, data, message };
}

const componentsOf = (message: APIMessage | undefined) =>
  [...walk(message?.components ?? [])] as unknown as readonly Component[];

function among(message: APIMessage | undefined): string {
  const all = componentsOf(message).filter(({ custom_id }) => custom_id !== undefined);
  const names = all.map(({ label, placeholder, emoji, custom_id }) => label ?? placeholder ?? emoji?.name ?? custom_id);
  return names.length > 0 ? ` among ${names.join(', ')}` : '';
}
