import type { View } from '../view-types.js';
import type { Field } from './commands.js';
import { element } from './dom.js';
import { OPTION } from './kinds.js';

export type Value = string | number | boolean | { filename: string; base64: string; contentType: string };

/** A field of a slash command, and its value. */
export interface FilledField {
  readonly field: Field;
  readonly box: HTMLElement;
  /** Undefined while it is empty. */
  value(): Promise<Value | undefined>;
}

type Suggest = (
  field: Field,
  typed: string,
) => Promise<readonly { readonly name: string; readonly value: string | number }[]>;

/** Milliseconds without a key press before choices are requested. */
const PAUSE = 150;

export function drawField(field: Field, view: View, server: string | undefined, suggest: Suggest): FilledField {
  const label = element('span', { class: 'name' }, field.shown);
  const wrap = (input: HTMLElement, ...more: HTMLElement[]) =>
    element('label', { class: 'field', title: field.description }, label, input, ...more);
  const listed = listFor(field, view, server);
  if (listed) {
    const select = element('select', { name: field.name }, element('option', { value: '' }, ''));
    select.append(...listed.map(({ name, value }) => element('option', { value: String(value) }, name)));
    const chosen = () => listed.find(({ value }) => String(value) === select.value)?.value;
    return { field, box: wrap(select), value: async () => chosen() };
  }
  if (field.type === OPTION.attachment) {
    const input = element('input', { name: field.name, type: 'file' });
    return { field, box: wrap(input), value: () => fileIn(input) };
  }
  const isNumber = field.type === OPTION.integer || field.type === OPTION.number;
  const input = element('input', {
    name: field.name,
    type: isNumber ? 'number' : 'text',
    placeholder: field.description,
    size: 30,
  });
  let chosen: string | number | undefined;
  const list = element('div', { class: 'choices', role: 'listbox' });
  if (field.autocomplete)
    offerChoices(input, list, field, suggest, (value) => {
      chosen = value;
    });
  return {
    field,
    box: wrap(input, list),
    value: async () => {
      if (input.value === '') return undefined;
      return chosen ?? (isNumber ? Number(input.value) : input.value);
    },
  };
}

function offerChoices(
  input: HTMLInputElement,
  list: HTMLElement,
  field: Field,
  suggest: Suggest,
  choose: (value: string | number | undefined) => void,
): void {
  let timer = 0;
  let turn = 0;
  const ask = async () => {
    turn += 1;
    const mine = turn;
    const choices = await suggest(field, input.value);
    if (mine !== turn) return;
    list.replaceChildren(
      ...choices.map(({ name, value }) => {
        const pick = (event: Event) => {
          event.preventDefault();
          input.value = name;
          choose(value);
          list.replaceChildren();
        };
        return element('button', { type: 'button', role: 'option', onmousedown: pick }, name);
      }),
    );
  };
  const soon = () => {
    choose(undefined);
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE);
  };
  input.addEventListener('input', soon);
  input.addEventListener('focus', soon);
  input.addEventListener('blur', () => {
    turn += 1;
    clearTimeout(timer);
    list.replaceChildren();
  });
}

function listFor(field: Field, view: View, server: string | undefined): Field['choices'] | undefined {
  const people = view.people.map(({ id, name }) => ({ value: id, name: `@${name}` }));
  const roles = view.roles.filter((role) => role.server === server).map(({ id, name }) => ({ value: id, name }));
  const channels = view.servers.find(({ id }) => id === server)?.channels ?? [];
  if (field.choices.length > 0) return field.choices;
  switch (field.type) {
    case OPTION.boolean:
      return [true, false].map((value) => ({ name: value ? 'True' : 'False', value: value as unknown as string }));
    case OPTION.user:
      return people;
    case OPTION.role:
      return roles;
    case OPTION.mentionable:
      return [...people, ...roles];
    case OPTION.channel:
      return channels.map(({ id, name }) => ({ value: id, name: `#${name}` }));
    default:
      return undefined;
  }
}

async function fileIn(input: HTMLInputElement): Promise<Value | undefined> {
  const file = input.files?.[0];
  if (!file) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { filename: file.name, base64: btoa(text), contentType: file.type || 'application/octet-stream' };
}
