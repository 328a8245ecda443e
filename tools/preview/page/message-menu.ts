import type { View, ViewedMessage } from '../view-types.js';
import type { Doing } from './acting.js';
import { type Context, messageCommands } from './commands.js';
import { element } from './dom.js';

interface MessageMenu {
  readonly message: ViewedMessage;
  readonly view: View;
  readonly context: Context;
  readonly isInServer: boolean;
  act(doing: Doing): Promise<unknown>;
  reply(): void;
}

/** A message's context menu: commands of apps, and functions of the client itself. */
export function openMessageMenu(
  { message, view, context, isInServer, act, reply }: MessageMenu,
  x: number,
  y: number,
): void {
  const close = () => menu.remove();
  const item = (text: string, run: () => void) =>
    element(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        onclick: () => {
          close();
          run();
        },
      },
      text,
    );
  const isOwn = message.author.id === view.me.id;
  const isPrivate = ((message.flags ?? 0) & 64) !== 0;
  const apps = messageCommands(view, context).map(({ name, shown }) =>
    item(`Apps ▸ ${shown}`, () => void act({ act: 'onMessage', command: name, message: message.id })),
  );
  const edit = () => {
    const text = prompt('Edit the message', message.content)?.trim();
    if (text) void act({ act: 'edit', message: message.id, text });
  };
  const thread = () => {
    const title = prompt('Name of the thread', message.content.slice(0, 60) || 'Thread')?.trim();
    if (title) void act({ act: 'thread', message: message.id, title });
  };
  const own = [item('Edit', edit), item('Delete', () => void act({ act: 'remove', message: message.id }))];
  const items = [
    ...(isPrivate ? [] : apps),
    ...(isPrivate ? [] : [item('Reply', reply)]),
    ...(isInServer && !isPrivate && !message.thread ? [item('Create thread', thread)] : []),
    ...(isOwn ? own : []),
  ];
  if (items.length === 0) return;
  document.querySelector('.context')?.remove();
  const menu = element('div', { class: 'context', role: 'menu' }, ...items);
  document.body.append(menu);
  menu.style.left = `${Math.min(x, innerWidth - menu.offsetWidth - 8)}px`;
  menu.style.top = `${Math.min(y, innerHeight - menu.offsetHeight - 8)}px`;
  setTimeout(() => addEventListener('click', close, { once: true }));
  menu.querySelector('button')?.focus();
}
