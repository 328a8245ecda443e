import { type Downloaded, USER_AGENT } from '../intake/download.js';

/** The names that rules for all programs, or for this one, are addressed to. */
const ADDRESSED = new Set(['robots', '*', (USER_AGENT.split(' ')[0] ?? '').toLowerCase()]);
/** Bytes of a page that are searched for its head. */
const HEAD = 200_000;
const MOST_TAGS = 500;

/** Whether a page asks not to be indexed, in its head or in the response's headers. */
export function asksNotToBeIndexed({ type, bytes, headers }: Pick<Downloaded, 'type' | 'bytes' | 'headers'>): boolean {
  if (inHeader([headers['x-robots-tag'] ?? []].flat().join(','))) return true;
  return /html/.test(type) && inHead(bytes.subarray(0, HEAD).toString('latin1'));
}

/** `noindex`, or `name: noindex, nofollow` for one program: a name applies until the next. */
function inHeader(header: string): boolean {
  let isAddressed = true;
  for (const part of header.slice(0, 2_000).toLowerCase().split(',')) {
    const [name, value] = part.includes(':')
      ? [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]
      : ['', part];
    if (name) isAddressed = ADDRESSED.has(name.trim());
    if (isAddressed && isRefusal(value)) return true;
  }
  return false;
}

function inHead(html: string): boolean {
  const tags = html.matchAll(/<meta\s([^<>]{1,1000})>/gi);
  let seen = 0;
  for (const [, attributes = ''] of tags) {
    if (++seen > MOST_TAGS) return false;
    const name = /(?:^|\s)name\s*=\s*["']?([\w*-]+)/i.exec(attributes)?.[1] ?? '';
    const content = /(?:^|\s)content\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes) ?? [];
    const value = content[1] ?? content[2] ?? content[3] ?? '';
    if (ADDRESSED.has(name.toLowerCase()) && value.toLowerCase().split(',').some(isRefusal)) return true;
  }
  return false;
}

function isRefusal(rule: string): boolean {
  return ['noindex', 'none'].includes(rule.trim());
}
