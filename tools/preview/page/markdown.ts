/** A part of a line. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'underlined' | 'struck' | 'spoiler'; readonly inside: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly inside: readonly Inline[] }
  | { readonly kind: 'user' | 'role' | 'channel' | 'command' | 'time'; readonly id: string; readonly name?: string };

/** A line, or lines that belong together. */
export type Block =
  | { readonly kind: 'line' | 'subtext'; readonly inside: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly inside: readonly Inline[] }
  | { readonly kind: 'item'; readonly mark: string; readonly inside: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string };

/** Parses the Markdown that the bot uses, and syntax that would break its messages if it were not escaped. */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    const fence = /^```(?:\w+$)?(.*)$/.exec(line);
    if (fence && lines.some((each) => each.includes('```'))) {
      const end = lines.findIndex((each) => each.includes('```'));
      blocks.push({
        kind: 'code',
        text: [...(fence[1] ? [fence[1]] : []), ...lines.splice(0, end + 1)].join('\n').replace(/\n?```.*$/s, ''),
      });
    } else if (line.startsWith('>>> ')) {
      blocks.push({ kind: 'quote', blocks: parseMarkdown([line.slice(4), ...lines.splice(0)].join('\n')) });
    } else if (line.startsWith('> ')) {
      let count = 0;
      while (lines[count]?.startsWith('> ')) count += 1;
      const inside = [line, ...lines.splice(0, count)].map((each) => each.slice(2)).join('\n');
      blocks.push({ kind: 'quote', blocks: parseMarkdown(inside) });
    } else blocks.push(parseLine(line));
  }
  return blocks;
}

function parseLine(line: string): Block {
  const heading = /^(#{1,3}) +(.+)$/.exec(line);
  if (heading) {
    return { kind: 'heading', level: heading[1]?.length as 1 | 2 | 3, inside: parseInline(heading[2] ?? '') };
  }
  if (line.startsWith('-# ')) return { kind: 'subtext', inside: parseInline(line.slice(3)) };
  const item = /^ *([-*]|\d{1,3}\.) +(.+)$/.exec(line);
  if (item)
    return { kind: 'item', mark: /\d/.test(item[1] ?? '') ? (item[1] ?? '') : '•', inside: parseInline(item[2] ?? '') };
  return { kind: 'line', inside: parseInline(line) };
}

type Rule = readonly [RegExp, (match: RegExpExecArray) => Inline];

const wrapped =
  (kind: 'bold' | 'italic' | 'underlined' | 'struck' | 'spoiler') =>
  (match: RegExpExecArray): Inline => {
    return { kind, inside: parseInline(match[1] ?? '') };
  };
const reference =
  (kind: 'user' | 'role' | 'channel' | 'time') =>
  ([, id = '']: RegExpExecArray): Inline => ({ kind, id });
const link = (url: string, label: string): Inline => ({ kind: 'link', url, inside: [{ kind: 'text', text: label }] });

/** A run of text that is not empty and does not end at an escaped character. */
const INNER = String.raw`((?:\\[\s\S]|[^\\])+?)`;

/** Tried in this order at each possible start; all match only at the start. */
const RULES: readonly Rule[] = [
  [/^\\([^0-9A-Za-z\s])/u, ([, sign = '']) => ({ kind: 'text', text: sign })],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, ([, , text = '']) => ({ kind: 'code', text })],
  [new RegExp(String.raw`^\*\*${INNER}\*\*(?!\*)`), wrapped('bold')],
  [new RegExp(`^__${INNER}__(?!_)`), wrapped('underlined')],
  [new RegExp(`^~~${INNER}~~`), wrapped('struck')],
  [new RegExp(String.raw`^\|\|${INNER}\|\|`), wrapped('spoiler')],
  [new RegExp(String.raw`^\*(?=\S)${INNER}\*(?!\*)`), wrapped('italic')],
  [new RegExp(String.raw`^_${INNER}_(?!\w)`), wrapped('italic')],
  [/^<@!?(\d{1,20})>/, reference('user')],
  [/^<@&(\d{1,20})>/, reference('role')],
  [/^<#(\d{1,20})>/, reference('channel')],
  [/^<t:(\d{1,13})(?::\w)?>/, reference('time')],
  [/^<\/([^:>]+):(\d{1,20})>/, ([, name = '', id = '']) => ({ kind: 'command', id, name })],
  [
    /^\[((?:\\[\s\S]|[^\]\\])+)\]\(<?(https?:\/\/(?:[^\s()>]|\([^\s()>]*\))+)>?\)/,
    ([, label = '', url = '']) => ({ kind: 'link', url, inside: parseInline(label) }),
  ],
  [/^<(https?:\/\/[^\s>]+)>/, ([, url = '']) => link(url, url)],
  [/^https?:\/\/[^\s<>]*[^\s<>.,:;"')\]]/, ([url]) => link(url, url)],
];

function parseInline(text: string): Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const end = () => {
    if (plain) found.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let position = 0; position < text.length; ) {
    const rest = text.slice(position);
    const hit = first(rest);
    if (!hit) {
      const [sign = ''] = rest;
      plain += sign;
      position += sign.length;
    } else if (hit.made.kind === 'text') {
      plain += hit.made.text;
      position += hit.length;
    } else {
      end();
      found.push(hit.made);
      position += hit.length;
    }
  }
  end();
  return found;
}

function first(text: string): { readonly made: Inline; readonly length: number } | undefined {
  // Most of a text begins no part.
  if (!/^[\\`*_~|<[h]/.test(text)) return undefined;
  for (const [pattern, make] of RULES) {
    const match = pattern.exec(text);
    if (match) return { made: make(match), length: match[0].length };
  }
  return undefined;
}

/** A mention, or something else that stands for an id. */
export type Mention = Extract<Inline, { id: string }>;

/** The text that somebody reads, without formatting. */
export function plainText(blocks: readonly Block[], nameOf: (mention: Mention) => string): string {
  const ofInline = (part: Inline): string => {
    if ('text' in part) return part.text;
    return 'inside' in part ? part.inside.map(ofInline).join('') : nameOf(part);
  };
  const ofBlock = (block: Block): string => {
    if (block.kind === 'code') return block.text;
    return block.kind === 'quote' ? plainText(block.blocks, nameOf) : block.inside.map(ofInline).join('');
  };
  return blocks.map(ofBlock).join('\n');
}
