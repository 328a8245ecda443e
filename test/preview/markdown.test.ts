import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, tidy } from '../../src/discord/components/text.js';
import { type Block, parseMarkdown, plainText } from '../../tools/preview/page/markdown.js';
import { anyText } from '../discord/any.js';

const shown = (blocks: readonly Block[]) => plainText(blocks, ({ kind, id }) => `<${kind} ${id}>`);
const inside = (markdown: string) => {
  const [block] = parseMarkdown(markdown) as [Exclude<Block, { kind: 'quote' | 'code' }>];
  return block.inside;
};

describe('the markdown that the preview draws', () => {
  it('shows escaped text literally, whatever it contains', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = tidy(text);
        const blocks = parseMarkdown(escapeMarkdown(line));
        expect(shown(blocks).replaceAll('\u200B', '')).toBe(line.replaceAll('\u200B', ''));
        expect(blocks.every(({ kind }) => kind === 'line')).toBe(true);
        expect(inside(escapeMarkdown(line)).every(({ kind }) => kind === 'text')).toBe(true);
      }),
    );
  });

  it('finds the parts of a card', () => {
    const card =
      '### From the articles\n> It **cost 9** crowns.\n> Twice.\n-# \\[1\\] [Bells](https://x.y/a_(b)) · ¶ 2\n- one\n2. two';
    expect(parseMarkdown(card).map(({ kind }) => kind)).toEqual(['heading', 'quote', 'subtext', 'item', 'item']);
    expect(shown(parseMarkdown(card))).toBe('From the articles\nIt cost 9 crowns.\nTwice.\n[1] Bells · ¶ 2\none\ntwo');
    expect(inside('a **b _c_** d')).toEqual([
      { kind: 'text', text: 'a ' },
      {
        kind: 'bold',
        inside: [
          { kind: 'text', text: 'b ' },
          { kind: 'italic', inside: [{ kind: 'text', text: 'c' }] },
        ],
      },
      { kind: 'text', text: ' d' },
    ]);
    expect(inside('[Bells](<https://x.y/a_(b)>)')).toMatchObject([{ kind: 'link', url: 'https://x.y/a_(b)' }]);
    expect(inside('<@1> <@&2> <#3> </sources list:4>').filter(({ kind }) => kind !== 'text')).toEqual([
      { kind: 'user', id: '1' },
      { kind: 'role', id: '2' },
      { kind: 'channel', id: '3' },
      { kind: 'command', id: '4', name: 'sources list' },
    ]);
  });

  it('makes links only of web addresses', () => {
    for (const text of ['[x](javascript:alert(1))', '[x](data:text/html,y)', '<javascript:alert(1)>', '[x](//y.z)']) {
      expect(inside(text).some(({ kind }) => kind === 'link')).toBe(false);
    }
  });
});
