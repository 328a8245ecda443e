import type { View } from '../view-types.js';
import { element } from './dom.js';
import { type Block, type Inline, type Mention, parseMarkdown } from './markdown.js';

/** Text as Discord displays it: Markdown is rendered, everything else is text. */
export function drawMarkdown(text: string, view: View): HTMLElement {
  return element('div', { class: 'markdown' }, ...parseMarkdown(text).map((block) => drawBlock(block, view)));
}

function drawBlock(block: Block, view: View): HTMLElement {
  if (block.kind === 'code') return element('pre', {}, block.text);
  if (block.kind === 'quote') {
    return element('blockquote', {}, ...block.blocks.map((inner) => drawBlock(inner, view)));
  }
  const inside = block.inside.map((part) => drawInline(part, view));
  switch (block.kind) {
    case 'heading':
      return element(
        'p',
        { class: `heading level${block.level}`, role: 'heading', 'aria-level': block.level },
        ...inside,
      );
    case 'subtext':
      return element('discord-subscript', {}, ...inside);
    case 'item':
      return element(
        'div',
        { class: 'item' },
        element('span', { class: 'mark' }, block.mark),
        element('span', {}, ...inside),
      );
    default:
      return element('div', { class: inside.length > 0 ? 'line' : 'line empty' }, ...inside);
  }
}

const TAGS = {
  bold: 'discord-bold',
  italic: 'discord-italic',
  underlined: 'discord-underlined',
  spoiler: 'discord-spoiler',
  struck: 's',
} as const;

function drawInline(part: Inline, view: View): HTMLElement | Text {
  switch (part.kind) {
    case 'text':
      return document.createTextNode(part.text);
    case 'code':
      return element('code', {}, part.text);
    case 'link': {
      const inside = part.inside.map((inner) => drawInline(inner, view));
      return element('a', { href: part.url, target: '_blank', rel: 'noopener noreferrer' }, ...inside);
    }
    case 'user':
    case 'role':
    case 'channel':
    case 'command':
      return mention(nameOf(part, view));
    case 'time':
      return element('time', {}, new Date(Number(part.id) * 1_000).toLocaleString(view.me.locale));
    default:
      return element(TAGS[part.kind], {}, ...part.inside.map((inner) => drawInline(inner, view)));
  }
}

const mention = (text: string) => element('span', { class: 'mention' }, text);

/** The name that the page shows for a mention. */
export function nameOf(part: Mention, view: View): string {
  const { id } = part;
  if (part.kind === 'command') return `/${part.name}`;
  if (part.kind === 'role') return `@${view.roles.find((role) => role.id === id)?.name ?? 'unknown role'}`;
  if (part.kind === 'user')
    return `@${[view.bot, ...view.people].find((user) => user.id === id)?.name ?? 'unknown user'}`;
  const channels = [...view.servers.flatMap((server) => server.channels), ...view.direct];
  const all = channels.flatMap((channel) => [channel, ...channel.threads]);
  return `#${all.find((channel) => channel.id === id)?.name ?? 'unknown'}`;
}
