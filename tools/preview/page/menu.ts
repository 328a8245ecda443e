import type { View } from '../view-types.js';
import { element } from './dom.js';
import { COMPONENT, type Component } from './kinds.js';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
}

/** Discord's numbers for the channel kinds in the view. */
const CHANNEL_KINDS: Readonly<Record<number, string>> = { 0: 'text', 5: 'news', 15: 'forum' };

/** A select menu; calls `choose` with the choice: immediately for a single value, after a button for several. */
export function drawMenu(
  menu: Component,
  view: View,
  server: string | undefined,
  choose: (values: string[]) => void,
): HTMLElement {
  const { min_values: least = 1, max_values: most = 1 } = menu;
  const before = new Set([
    ...(menu.options ?? []).filter((option) => option.default).map(({ value }) => value),
    ...(menu.default_values ?? []).map(({ id }) => id),
  ]);
  const choices = choicesOf(menu, view, server);
  const shown = element('summary', { class: 'chosen' });
  const several = most > 1 || least === 0;
  const list = element('div', { class: 'options', role: 'listbox' });
  const box = element('details', { class: 'menu', 'data-menu': menu.placeholder ?? menu.custom_id }, shown, list);
  const label = () => {
    const labels = choices.filter(({ value }) => before.has(value)).map((choice) => choice.label);
    shown.textContent = labels.join(', ') || menu.placeholder || 'Make a selection';
    shown.classList.toggle('empty', labels.length === 0);
  };
  const done = () => {
    box.open = false;
    label();
    choose([...before]);
  };
  for (const { value, label: name, description } of choices) {
    const pick = (event: Event) => {
      event.preventDefault();
      if (!several) before.clear();
      if (!before.delete(value)) before.add(value);
      row.classList.toggle('picked', before.has(value));
      if (!several) done();
    };
    const lines = [element('span', {}, name), description ? element('small', {}, description) : undefined];
    const row = element(
      'button',
      { type: 'button', role: 'option', class: before.has(value) ? 'picked' : '', onclick: pick },
      ...lines,
    );
    list.append(row);
  }
  if (several) list.append(element('button', { type: 'button', class: 'done', onclick: done }, 'Done'));
  if (menu.disabled) box.addEventListener('click', (event) => event.preventDefault());
  label();
  return box;
}

function choicesOf(menu: Component, view: View, server: string | undefined): Choice[] {
  const people = view.people.map(({ id, name }) => ({ value: id, label: `@${name}` }));
  const roles = view.roles
    .filter((role) => role.server === server)
    .map(({ id, name }) => ({ value: id, label: name.startsWith('@') ? name : `@${name}` }));
  const channels = view.servers.find(({ id }) => id === server)?.channels ?? [];
  const allowed = menu.channel_types?.map((type) => CHANNEL_KINDS[type]);
  switch (menu.type) {
    case COMPONENT.userSelect:
      return people;
    case COMPONENT.roleSelect:
      return roles;
    case COMPONENT.mentionableSelect:
      return [...people, ...roles];
    case COMPONENT.channelSelect:
      return channels
        .filter(({ kind }) => !allowed || allowed.includes(kind))
        .map(({ id, name }) => ({ value: id, label: `#${name}` }));
    default:
      return (menu.options ?? []).map(({ value, label, description }) => ({ value, label, description }));
  }
}
