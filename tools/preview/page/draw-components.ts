import type { View, ViewedMessage } from '../view-types.js';
import { element } from './dom.js';
import { drawMarkdown } from './draw-markdown.js';
import { COMPONENT, type Component } from './kinds.js';
import { drawMenu } from './menu.js';

/** How a drawn message can be used. */
export interface Use {
  readonly view: View;
  /** Its server, if any. */
  readonly server: string | undefined;
  press(message: ViewedMessage, customId: string): void;
  choose(message: ViewedMessage, customId: string, values: string[]): void;
}

/** Draws a message's components, including Components V2, from the exact payload that the bot sent. */
export function drawComponents(message: ViewedMessage, use: Use): HTMLElement[] {
  const draw = (component: Component): HTMLElement => {
    const children = (component.components ?? []).map(draw);
    switch (component.type) {
      case COMPONENT.container: {
        const colour = component.accent_color?.toString(16).padStart(6, '0');
        const box = element('div', { class: 'container' }, ...children);
        if (colour) box.style.setProperty('--accent', `#${colour}`);
        return box;
      }
      case COMPONENT.section:
        return element(
          'div',
          { class: 'section' },
          element('div', { class: 'texts' }, ...children),
          component.accessory && accessory(component.accessory),
        );
      case COMPONENT.text:
        return drawMarkdown(component.content, use.view);
      case COMPONENT.separator:
        return element('div', {
          class: `separator${component.divider === false ? ' blank' : ''}${component.spacing === 2 ? ' wide' : ''}`,
        });
      case COMPONENT.row:
        return row(component);
      case COMPONENT.file:
        return element(
          'a',
          { class: 'file', href: component.file?.url, target: '_blank', rel: 'noopener noreferrer' },
          `📄 ${component.name ?? 'file'}`,
        );
      default:
        return element('div', { class: 'unknown' }, `(component ${component.type})`);
    }
  };
  const button = (component: Component): HTMLElement => {
    const { style, label, emoji, url, disabled, custom_id } = component;
    const type = ['', 'primary', 'secondary', 'success', 'destructive', 'secondary'][style];
    const press = () => !disabled && !url && use.press(message, custom_id);
    const text = [emoji?.name, label].filter(Boolean).join(' ');
    return element('discord-button', { type, url: safeUrl(url), disabled, onclick: press }, text);
  };
  const row = (component: Component): HTMLElement => {
    const within = (component.components ?? []).map((each) =>
      each.type === COMPONENT.button
        ? button(each)
        : drawMenu(each, use.view, use.server, (values) => use.choose(message, each.custom_id, values)),
    );
    return element('discord-action-row', {}, ...within);
  };
  // The library's buttons must be in a row.
  const accessory = (component: Component): HTMLElement =>
    component.type === COMPONENT.button ? element('discord-action-row', {}, button(component)) : draw(component);
  return ((message.components ?? []) as unknown as readonly Component[]).map(draw);
}

const safeUrl = (url: string | undefined) => (url && /^https?:\/\//.test(url) ? url : undefined);
