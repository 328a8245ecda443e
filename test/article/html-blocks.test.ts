import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import { htmlBlocks } from '../../src/article/formats/html/blocks.js';
import { bodyOf, parseFragment } from '../../src/article/formats/html/dom.js';
import { joinBlocks } from '../../src/article/text/blocks.js';

const blocksIn = (markup: string) => htmlBlocks(bodyOf(parseFragment(markup)));
const solid = (text: string) => text.replace(/[\s\p{Cc}|\u00ad\u200b\u2060\ufeff]/gu, '');

/** Part of a page: its markup, and what is visible of it. */
interface Piece {
  readonly markup: string;
  readonly shown: string;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const text: fc.Arbitrary<Piece> = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      'word',
      ' two words ',
      '\u00ad',
      '\u0007',
      '\f',
      '\u2028',
      '\t',
      '\n\n',
      'Слово',
      '말',
      '\ud83d\ude00',
      'x & y',
    ),
  )
  .map((said) => ({ markup: escaped(said), shown: said }));
const gone: fc.Arbitrary<Piece> = fc
  .constantFrom(
    ...[
      '<script>var hidden;</script>',
      '<p hidden>hidden</p>',
      '<b style="display:none">hidden</b>',
      '<!-- hidden -->',
    ],
    ...['<template><p>hidden</p></template>', '<select><option>hidden</select>', '<i aria-hidden="true">hidden</i>'],
  )
  .map((markup) => ({ markup, shown: '' }));
const BLOCKS = [
  'p',
  'div',
  'section',
  'h2',
  'ul',
  'li',
  'blockquote',
  'pre',
  'dl',
  'dd',
  'figure',
  'figcaption',
  'details',
  'summary',
];
const INLINE = ['b', 'em', 'a', 'span', 'code', 'custom-tag'];
const TABLES = ['table', 'tbody', 'tr', 'td', 'th'];
const { page } = fc.letrec<{ page: Piece }>((tie) => ({
  page: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    gone,
    fc.constant({ markup: '<br>', shown: '' }),
    fc
      .tuple(fc.constantFrom(...BLOCKS, ...INLINE, ...TABLES), fc.array(tie('page'), { maxLength: 5 }))
      .map(([name, pieces]) => ({
        markup: `<${name}>${pieces.map(({ markup }) => markup).join('')}</${name}>`,
        shown: pieces.map(({ shown }) => shown).join(''),
      })),
  ),
}));

test('blocks have all visible content of a page in order, and no hidden content', () => {
  fc.assert(
    fc.property(page, ({ markup, shown }) => {
      const blocks = blocksIn(markup);
      // A row whose cells have no letter or digit is left out.
      const letters = (said: string) => solid(said).replace(/[^\p{L}\p{N}]/gu, '');
      expect(letters(blocks.map(({ text: said }) => said).join(''))).toBe(letters(shown));
      expect(blocks.map(({ text: said }) => said).join('')).not.toContain('hidden');
    }),
    { numRuns: 3000 },
  );
});

test('no block starts a page, or leaves a control character or inexact offset in the article', () => {
  fc.assert(
    fc.property(page, ({ markup }) => {
      const blocks = blocksIn(markup);
      expect(blocks.every(({ text: said }) => !said.includes('\f') && said.trim() !== '')).toBe(true);
      const article = cleanArticle({ id: 'x', format: 'blocks', blocks });
      expect(article.pages).toBeUndefined();
      expect(article.text).not.toMatch(/[^\P{Cc}\n\t]/u);
      const joined = joinBlocks(blocks);
      expect(joined.text).toBe(article.text);
      for (const { start, end } of article.blocks) {
        const said = article.text.slice(start, end);
        expect(said.trim()).toBe(said);
        expect(said).not.toBe('');
      }
    }),
    { numRuns: 1500 },
  );
});

test('inline markup does not split words, and white space is collapsed as in a browser', () => {
  expect(blocksIn('<p>un<b>break</b>able\n   white\t space</p> loose <i>end</i>')).toEqual([
    { kind: 'paragraph', text: 'unbreakable white space' },
    { kind: 'paragraph', text: 'loose end' },
  ]);
  expect(blocksIn('a<br>b<br><br>c<span><br></span><br>d')).toEqual([
    { kind: 'paragraph', text: 'a\nb' },
    { kind: 'paragraph', text: 'c' },
    { kind: 'paragraph', text: 'd' },
  ]);
});

test('a data table becomes one line per row, a layout table does not', () => {
  expect(
    blocksIn('<table><caption>Sacks</caption><tr><th>Year<th>Sacks</tr><tr><td><p>1900</p><td></tr></table>'),
  ).toEqual([
    { kind: 'paragraph', text: 'Sacks' },
    { kind: 'item', text: 'Year | Sacks' },
    { kind: 'item', text: '1900 |' },
  ]);
  expect(blocksIn('<table><tr><td><h2>News</h2><p>One.</p><p>Two.</p><td><ul><li>Three</ul></table>')).toEqual([
    { kind: 'heading', text: 'News' },
    { kind: 'paragraph', text: 'One.' },
    { kind: 'paragraph', text: 'Two.' },
    { kind: 'item', text: 'Three' },
  ]);
});
