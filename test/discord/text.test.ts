import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, clipMarked, clipPlain, piecesMarked } from '../../src/discord/components/clip.js';
import { escapeMarkdown, tidy, unescapeMarkdown } from '../../src/discord/components/text.js';
import { anyMarks, anyText } from './any.js';
import { shownAs, unescapedMarkup, unmarked } from './shown.js';

describe('escaping', () => {
  it.each([
    '**bold** _it_ ~~no~~ `code` ||spoiler|| ***',
    '# heading',
    '-# subtext',
    '- item',
    '12. twelfth',
    '> quote >>> quote',
    '[click](https://example.com) <https://example.com>',
    'https://example.com/a_b_c',
    '<@123> <@!123> <@&123> <#123> </ask:123> <:blob:123> <a:blob:123> <t:1700000000:R> <id:guide>',
    '@everyone and @here',
    ':smile: 10:30',
    'C:\\temp\\*',
    '¯\\_(ツ)_/¯',
  ])('shows %s as it stands', (text) => {
    expect(shownAs(escapeMarkdown(text))).toBe(text);
    expect(unescapedMarkup(escapeMarkdown(text))).toEqual([]);
    expect(escapeMarkdown(text)).not.toMatch(/@everyone|@here|<@|<#/);
  });

  it('shows any text as it stands', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = tidy(text);
        expect(shownAs(escapeMarkdown(plain))).toBe(plain.replace(/@\u200B(?=everyone|here)/gi, '@'));
        expect(unescapedMarkup(escapeMarkdown(plain))).toEqual([]);
      }),
    );
  });

  it('can be undone for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = tidy(text);
        expect(unescapeMarkdown(escapeMarkdown(plain))).toBe(plain);
      }),
    );
    for (const text of ['@\u200Beveryone', '@\u200B\u200Bhere', '\\@here', '- \\- 1.', '1. \\*'])
      expect(unescapeMarkdown(escapeMarkdown(text))).toBe(text);
  });

  it('drops what turns the writing direction and half characters, and no word', () => {
    expect(tidy('a\u202Eb\u2066c\u0007 \n\t d\uD800')).toBe('abc d\uFFFD');
  });
});

describe('cutting', () => {
  it('cuts between words', () => {
    expect(clip('The quick brown fox jumps', 17)).toEqual({ text: 'The quick brown…', cut: true });
    expect(clip('The quick brown fox', 19)).toEqual({ text: 'The quick brown fox', cut: false });
  });

  it('cuts neither an escape nor a character in two', () => {
    expect(clip('*'.repeat(50), 10).text).toBe('\\*\\*\\*\\*…');
    expect(clip('👩‍👩‍👧'.repeat(5), 12).text).toBe('👩‍👩‍👧…');
    expect(clip('去了那里的人都说好', 6).text).toMatch(/^去了.{0,3}…$/);
  });

  it('fits any text into any room, as a beginning of the text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 300 }), (text, max) => {
        const { text: shown, cut } = clip(text, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown).not.toMatch(/\p{Cs}/u);
        const plain = shownAs(escapeMarkdown(tidy(text)));
        if (cut) expect(plain.startsWith(shownAs(shown.slice(0, -1)).trimEnd())).toBe(true);
        else expect(shownAs(shown)).toBe(plain);
        expect(clipPlain(text, max).length).toBeLessThanOrEqual(max);
      }),
    );
  });

  it.each([
    ['The  lamp\nwas lit.', [{ start: 5, end: 13 }], 99, 'The **lamp was** lit.'],
    ['The lamp was lit.', [{ start: 3, end: 9 }], 99, 'The **lamp** was lit.'],
    ['a*b', [{ start: 1, end: 2 }], 99, 'a**\\***b'],
    [
      'one two',
      [
        { start: 0, end: 3 },
        { start: 4, end: 7 },
      ],
      99,
      '**one** **two**',
    ],
    ['The lamp was lit again', [{ start: 4, end: 16 }], 17, 'The **lamp was**…'],
    ['The lamp was lit again', [{ start: 13, end: 22 }], 17, 'The lamp was…'],
    ['The lamp', [{ start: 3, end: 4 }], 99, 'The lamp'],
  ])('marks words in bold and closes what it cuts: %j %j', (text, marks, max, shown) => {
    expect(clipMarked(text, marks, max).text).toBe(shown);
  });

  it('fits any text with any words in bold into any room, and changes no word', () => {
    const marked = anyText.chain((text) => fc.tuple(fc.constant(text), anyMarks(text.length)));
    fc.assert(
      fc.property(marked, fc.integer({ min: 4, max: 300 }), ([text, marks], max) => {
        const { text: shown, cut } = clipMarked(text, marks, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        const stars = shown.replace(/\\[^0-9A-Za-z\s]/gu, '').match(/\*\*/g) ?? [];
        expect(stars.length % 2).toBe(0);
        expect(shown).not.toMatch(/(?<!\\)\*\*(?:\s*)\*\*$/);
        const comparable = (each: string) => each.replace(/\s/g, '');
        const plain = comparable(shownAs(escapeMarkdown(tidy(text))));
        const words = comparable(unmarked(shown));
        if (cut) expect(plain.startsWith(words.slice(0, -1))).toBe(true);
        else expect(words).toBe(plain);
      }),
    );
  });

  it('divides any text into pieces that hold all of it, each within the room', () => {
    const marked = anyText.chain((text) => fc.tuple(fc.constant(text), anyMarks(text.length)));
    fc.assert(
      fc.property(marked, fc.integer({ min: 200, max: 900 }), ([text, marks], max) => {
        const pieces = piecesMarked(text, marks.slice(0, 1), max);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(max);
        const comparable = (each: string) => each.replace(/[\s…\u200B]/g, '');
        const whole = pieces.map((piece) => unmarked(piece)).join('');
        expect(comparable(whole)).toBe(comparable(tidy(text)));
      }),
    );
  });
});
