import type { View, ViewedMessage } from '../view-types.js';
import { avatarOf } from './avatars.js';
import { element } from './dom.js';
import { drawComponents, type Use } from './draw-components.js';
import { drawMarkdown, nameOf } from './draw-markdown.js';
import { FLAG } from './kinds.js';
import { parseMarkdown, plainText } from './markdown.js';

/** What else can be done with a message. */
export interface MessageUse extends Use {
  openMenu(message: ViewedMessage, x: number, y: number): void;
  /** Hides an ephemeral message. */
  dismiss(message: ViewedMessage): void;
}

const MOST_OF_REPLY = 80;

export function drawMessage(message: ViewedMessage, use: MessageUse): HTMLElement {
  const flags = Number(message.flags ?? 0);
  const isLoading = (flags & FLAG.loading) !== 0;
  const { username } = message.author;
  const attributes = {
    author: username,
    avatar: avatarOf(username),
    bot: message.author.bot,
    timestamp: new Date(message.timestamp).toLocaleTimeString(use.view.me.locale, {
      hour: '2-digit',
      minute: '2-digit',
    }),
    ephemeral: (flags & FLAG.ephemeral) !== 0,
    highlight: message.mentions.some(({ id }) => id === use.view.me.id),
    edited: !message.author.bot && message.edited_timestamp !== null,
    'data-message': message.id,
    oncontextmenu: (event: MouseEvent) => {
      event.preventDefault();
      use.openMenu(message, event.clientX, event.clientY);
    },
  };
  const more = element(
    'button',
    {
      type: 'button',
      class: 'more',
      title: 'Apps and more',
      'aria-label': 'More',
      onclick: (event: MouseEvent) => use.openMenu(message, event.clientX, event.clientY),
    },
    '⋯',
  );
  const inside = isLoading
    ? [element('div', { class: 'thinking' }, element('span', { class: 'dots' }, '● ● ●'), ` ${username} is thinking…`)]
    : [message.content ? drawMarkdown(message.content, use.view) : undefined, ...drawComponents(message, use)];
  const files = message.attachments.map(({ url, filename }) =>
    element(
      'a',
      { slot: 'attachments', class: 'file', href: url, target: '_blank', rel: 'noopener noreferrer' },
      `📄 ${filename}`,
    ),
  );
  const answered = head(message, use.view);
  const drawn = element('discord-message', attributes, answered, ...inside, ...files, isLoading ? undefined : more);
  // The library calls this for "Dismiss message".
  return Object.assign(drawn, { dismissMessageClicked: () => use.dismiss(message) });
}

/** What a message replies to: a command, or another message. */
function head(message: ViewedMessage, view: View): HTMLElement | undefined {
  const { used, referenced_message: referenced } = message;
  if (used) {
    return element('discord-command', {
      slot: 'reply',
      author: used.by,
      avatar: avatarOf(used.by),
      command: used.command,
    });
  }
  if (message.type !== 19) return undefined;
  if (!referenced) return element('discord-reply', { slot: 'reply', deleted: true });
  const { username, bot } = referenced.author;
  const text =
    plainText(parseMarkdown(referenced.content), (mention) => nameOf(mention, view)).slice(0, MOST_OF_REPLY) ||
    'Click to see the message';
  return element('discord-reply', { slot: 'reply', author: username, avatar: avatarOf(username), bot }, text);
}
