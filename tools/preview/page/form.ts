import type { View } from '../view-types.js';
import { element } from './dom.js';
import { drawMarkdown } from './draw-markdown.js';
import { COMPONENT, type Component } from './kinds.js';
import { drawMenu } from './menu.js';

interface Modal {
  readonly title: string;
  readonly components: readonly Component[];
}

type Values = Record<string, string | string[]>;

/** Opens a modal as a dialog; calls `submit` with the values by custom_id. */
export function openForm(
  modal: unknown,
  view: View,
  server: string | undefined,
  submit: (values: Values) => void,
): void {
  const { title, components } = modal as Modal;
  const values: Values = {};
  const lines = components.map((line) => drawLine(line, view, server, values));
  const dialog = element('dialog', { class: 'modal' });
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const send = (event: Event) => {
    event.preventDefault();
    close();
    submit(values);
  };
  const buttons = element(
    'div',
    { class: 'buttons' },
    element('button', { type: 'button', class: 'cancel', onclick: close }, 'Cancel'),
    element('button', { class: 'submit' }, 'Submit'),
  );
  dialog.append(element('form', { onsubmit: send }, element('h2', { class: 'title' }, title), ...lines, buttons));
  dialog.addEventListener('cancel', close);
  document.body.append(dialog);
  dialog.showModal();
}

function drawLine(line: Component, view: View, server: string | undefined, values: Values): HTMLElement {
  if (line.type === COMPONENT.text) return drawMarkdown(line.content, view);
  const field = line.component ?? line.components?.[0];
  if (!field) return element('div', { class: 'unknown' }, `(component ${line.type})`);
  const label = element(
    'span',
    { class: 'name' },
    line.label ?? field.label ?? '',
    field.required === false ? '' : ' *',
  );
  const description = line.description ? element('small', {}, line.description) : undefined;
  const input = field.type === COMPONENT.textInput ? textInput(field, values) : menuOf(field, view, server, values);
  return element('label', { class: 'field' }, label, description, input);
}

function textInput(field: Component, values: Values): HTMLElement {
  const { custom_id, placeholder, value = '', required = true, min_length, max_length } = field;
  const limits = { minlength: min_length, maxlength: max_length, placeholder, required, name: custom_id };
  const input = field.style === 2 ? element('textarea', { ...limits, rows: 4 }) : element('input', limits);
  input.value = value;
  values[custom_id] = value;
  input.addEventListener('input', () => {
    values[custom_id] = input.value;
  });
  return input;
}

function menuOf(field: Component, view: View, server: string | undefined, values: Values): HTMLElement {
  values[field.custom_id] = (field.options ?? []).filter((option) => option.default).map(({ value }) => value);
  return drawMenu(field, view, server, (chosen) => {
    values[field.custom_id] = chosen;
  });
}
