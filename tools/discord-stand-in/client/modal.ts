import { type APIModalInteractionResponseCallbackData, ComponentType, InteractionType } from 'discord-api-types/v10';
import type { Place, World } from '../world/world.js';
import type { Part } from './interaction.js';
import { isChoosable, type SelectMenu, selection } from './selection.js';

interface Field {
  readonly type: ComponentType;
  readonly custom_id: string;
  readonly label?: string | null;
  readonly placeholder?: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** A label, a row or a text in a modal. */
interface Line {
  readonly type: ComponentType;
  readonly id?: number;
  readonly label?: string;
  readonly description?: string;
  readonly components?: readonly Field[];
  readonly component?: Field;
}

const fieldOf = (line: Line): Field | undefined => line.component ?? line.components?.[0];

/** Faults that Discord refuses in a modal but that its OpenAPI description may not cover. */
export function modalFaults(modal: APIModalInteractionResponseCallbackData): string[] {
  const lines = modal.components as unknown as readonly Line[];
  const fields = lines.flatMap((line) => fieldOf(line) ?? []);
  const ids = fields.map(({ custom_id }) => custom_id);
  const inputs = fields.filter(({ type }) => type === ComponentType.TextInput);
  const outside = (text: string | null | undefined, least: number, most: number) =>
    text != null && (text.length < least || text.length > most);
  const rows = lines.filter(({ type }) => type === ComponentType.ActionRow);
  const labels = lines.filter(({ type }) => type === ComponentType.Label);
  const others = lines.filter(({ type }) => type === ComponentType.TextDisplay);
  const rules: readonly [boolean, string][] = [
    [outside(modal.title, 1, 45), 'title not 1 to 45 characters long'],
    [[modal.custom_id, ...ids].some((id) => outside(id, 1, 100)), 'custom_id not 1 to 100 characters long'],
    [lines.length < 1 || lines.length > 5, 'not 1 to 5 components'],
    [rows.length + labels.length + others.length < lines.length, 'a component that is not a row, label or text'],
    [rows.some(({ components }) => components?.length !== 1), 'a row without exactly one component'],
    [rows.some((row) => fieldOf(row)?.type !== ComponentType.TextInput), 'a row without a text input'],
    [rows.some((row) => outside(fieldOf(row)?.label ?? '', 1, 45)), 'a text input in a row without a label'],
    [labels.some(({ label, component }) => !component || outside(label ?? '', 1, 45)), 'a label not 1 to 45 long'],
    [labels.some(({ description }) => outside(description, 0, 100)), 'a description longer than 100'],
    [labels.some((label) => fieldOf(label)?.label != null), 'a label inside a label'],
    [new Set(ids).size < ids.length, 'duplicate custom_id'],
    [inputs.some(({ placeholder }) => outside(placeholder, 0, 100)), 'a placeholder longer than 100'],
    [inputs.some(({ value }) => outside(value, 0, 4_000)), 'a value longer than 4000'],
    [inputs.some(({ value, max_length = 4_000 }) => outside(value, 0, max_length)), 'a value longer than max_length'],
    [inputs.some(({ max_length: most = 4_000 }) => most < 1 || most > 4_000), 'max_length not 1 to 4000'],
    [inputs.some(({ min_length = 0, max_length = 4_000 }) => min_length > max_length), 'min_length over max_length'],
    [fields.some((each) => isChoosable(each.type) && selectionFaults(each)), 'not 1 to 25 options of different values'],
  ];
  return rules.filter(([broken]) => broken).map(([, fault]) => fault);
}

function selectionFaults(field: Field): boolean {
  if (field.type !== ComponentType.StringSelect) return false;
  const values = ((field as unknown as SelectMenu).options ?? []).map(({ value }) => value);
  return values.length < 1 || values.length > 25 || new Set(values).size < values.length;
}

/** A modal as a person submits it; `values` by custom_id; other fields keep the values in the modal. */
export function submissionOf(
  modal: APIModalInteractionResponseCallbackData,
  values: Readonly<Record<string, string | readonly string[]>>,
  world: World,
  place: Place,
): Part {
  const lines = modal.components as unknown as readonly Line[];
  const known = new Set(lines.flatMap((line) => fieldOf(line)?.custom_id ?? []));
  const unknown = Object.keys(values).find((id) => !known.has(id));
  if (unknown) throw new Error(`the modal has no field ${unknown}; it has ${[...known].join(', ')}`);
  const resolved = {};
  const components = lines.map((line, position) => {
    const field = fieldOf(line);
    const { type } = line;
    if (!field) return { type, id: position + 1 };
    const filled = { ...fill(field, values[field.custom_id], world, place, resolved), id: 100 + position };
    const shell = { type, id: position + 1 };
    return line.component ? { ...shell, component: filled } : { ...shell, components: [filled] };
  });
  const data = { custom_id: modal.custom_id, components, resolved };
  return { type: InteractionType.ModalSubmit, data };
}

function fill(field: Field, given: string | readonly string[] | undefined, world: World, place: Place, into: object) {
  const { type, custom_id } = field;
  if (isChoosable(type)) {
    const chosen = selection(field as unknown as SelectMenu, [given ?? []].flat(), world, place);
    mergeInto(into, chosen.resolved);
    return { type, custom_id, values: chosen.values };
  }
  if (type !== ComponentType.TextInput)
    throw new Error(`field ${custom_id} of type ${type} is not supported by the stand-in`);
  const value = typeof given === 'string' ? given : (field.value ?? '');
  const { required = true, min_length: least = 0, max_length: most = 4_000 } = field;
  const isShort = value === '' ? required : value.length < least;
  if (isShort || value.length > most)
    throw new Error(`Discord doesn’t let ${value.length} characters into ${custom_id}`);
  return { type, custom_id, value };
}

function mergeInto(target: object, resolved: object): void {
  for (const [kind, entries] of Object.entries(resolved)) {
    const all = target as Record<string, object>;
    all[kind] = { ...all[kind], ...entries };
  }
}
