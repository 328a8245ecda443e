import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import type { Article, Span } from '../../src/article/model/article.js';
import type { RawArticle, RawBlock } from '../../src/article/model/raw-article.js';
import { pageAt } from '../../src/article/text/blocks.js';
import { MAX_CHARS, passagesOf } from '../../src/article/text/passages.js';
import { splitSentences } from '../../src/article/text/sentences.js';

const QUOTABLE = new Set(['paragraph', 'item', 'code']);
const fragments = [
  ...[
    '\n',
    '\n\n',
    '\r\n',
    ' ',
    '\t',
    '\u0000',
    '\u2028',
    '\ufeff',
    '. ',
    '! ',
    '? ',
    '…',
    '。',
    '” ',
    ' (',
    ') ',
    '"',
  ],
  ...[
    '- ',
    '* ',
    '1. ',
    '• ',
    '# ',
    '## T\n',
    '> ',
    '```\n',
    '~~~',
    '---\n',
    '===\n',
    '| a | b |\n',
    '<!--',
    '-->',
    '<b>\n',
  ],
  ...[
    '[a]: b\n',
    '![x](y)',
    '[x](y)',
    '**',
    '`',
    'Related:\n',
    'Share this\n',
    'By Jane Doe\n',
    'Dec 5, 2024\n',
    'Dr. ',
    'U.S. ',
  ],
  ...[
    'The Title Here\n',
    'It was a plain sentence.',
    'word ',
    'Слово. ',
    '말. ',
    '\ud83d\ude00',
    '\ud83d',
    '\ude00',
    'é',
    'x'.repeat(130),
  ],
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join('')),
  fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'grapheme', maxLength: 20 })), { maxLength: 60 })
    .map((parts) => parts.join('')),
);
const about = {
  id: fc.string(),
  title: fc.option(anyText, { nil: undefined }),
  publishedAt: fc.option(fc.string(), { nil: undefined }),
  url: fc.option(fc.oneof(fc.webUrl(), fc.string()), { nil: undefined }),
  language: fc.option(fc.string(), { nil: undefined }),
};
const anyBlock: fc.Arbitrary<RawBlock> = fc.record({
  kind: fc.constantFrom<RawBlock['kind']>('heading', 'paragraph', 'item', 'code', 'boilerplate'),
  text: fc.oneof(
    anyText,
    fc.array(anyText, { maxLength: 3 }).map((parts) => parts.join('\f')),
  ),
});
const anyArticle: fc.Arbitrary<RawArticle> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ ...about, text: anyText, format: fc.constantFrom('plain', 'markdown') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...about,
      format: fc.constant('blocks' as const),
      blocks: fc.array(anyBlock, { maxLength: 9 }),
    }),
  },
);

function holds(check: (article: Article) => void): void {
  fc.assert(
    fc.property(anyArticle, (raw) => check(cleanArticle(raw))),
    { numRuns: 1500 },
  );
}

/** Spans are in order, in range, not empty, without outer white space, and split no surrogate pair. */
function expectExact(text: string, spans: readonly Span[]): void {
  let last = 0;
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    const slice = text.slice(start, end);
    expect(slice.trim()).toBe(slice);
    expect(slice).not.toMatch(/\p{Surrogate}/u);
    last = end;
  }
}

const solid = (text: string) => text.replace(/\s/g, '');

describe('any text', () => {
  it('is stored so that it survives UTF-8 unchanged', () => {
    holds(({ text, title }) => {
      expect(Buffer.from(text).toString()).toBe(text);
      expect(text).not.toContain('\u0000');
      expect(title).not.toMatch(/\n|\p{Surrogate}/u);
    });
  });

  it('has blocks in order, in range, without overlaps, and numbered consecutively', () => {
    holds(({ text, blocks }) => {
      expectExact(text, blocks);
      const numbers = blocks.filter(({ kind }) => QUOTABLE.has(kind)).map(({ paragraph }) => paragraph);
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
      expect(blocks.every(({ kind, paragraph }) => QUOTABLE.has(kind) || paragraph === 0)).toBe(true);
    });
  });

  it('in blocks is found on the page that it was on', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 1, maxLength: 3 }), { maxLength: 9 }),
        (many) => {
          const blocks = many.map((parts) => ({ kind: 'paragraph' as const, text: parts.join('\f') }));
          const { text, pages } = cleanArticle({ id: 'x', format: 'blocks', blocks });
          let [page, offset] = [1, 0];
          for (const parts of many) {
            parts.forEach((word, index) => {
              if (index > 0) page++;
              offset = text.indexOf(word, offset);
              expect(offset).toBeGreaterThanOrEqual(0);
              expect(pageAt(pages, offset)).toBe(many.some((each) => each.length > 1) ? page : undefined);
              offset += word.length;
            });
          }
        },
      ),
    );
  });

  it('as plain text is covered by its blocks, except white space and bullets', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const article = cleanArticle({ id: 'x', text, format: 'plain' });
        let last = 0;
        for (const { start, end } of [...article.blocks, { start: article.text.length, end: article.text.length }]) {
          expect(article.text.slice(last, start)).toMatch(/^\s*(?:(?:[-*•‣◦▪●]|\d{1,3}[.)])\s+)?$/);
          last = end;
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('has sentences that tile each block', () => {
    holds(({ text, blocks, meta }) => {
      for (const block of blocks) {
        const sentences = splitSentences(text, block, meta.language);
        expectExact(text, sentences);
        const said = sentences.map(({ start, end }) => text.slice(start, end)).join('');
        expect(solid(said)).toBe(solid(text.slice(block.start, block.end)));
      }
    });
  });

  it('has passages with every quotable sentence once, in order, within the maximum length', () => {
    holds((article) => {
      const quotable = article.blocks.filter(({ kind }) => QUOTABLE.has(kind));
      const sentences = quotable.flatMap((block) => splitSentences(article.text, block, article.meta.language));
      const passages = passagesOf(article);
      expectExact(article.text, passages);
      expect(passages.flatMap((passage) => passage.sentences)).toEqual(sentences);
      for (const passage of passages) {
        expect(passage.start).toBe(passage.sentences[0]?.start);
        expect(passage.end).toBe(passage.sentences.at(-1)?.end);
        expect(passage.sentences.length === 1 || passage.end - passage.start <= MAX_CHARS).toBe(true);
      }
    });
  });

  it('gives the same article when cleaned again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const first = cleanArticle({ id: 'x', text, format: 'plain' });
        expect(cleanArticle({ id: 'x', text: first.text, format: 'plain' })).toEqual(first);
      }),
      { examples: [['\n\ufeffShare this\n'], ['\u0000\ufeff\ufeffShare this']] },
    );
  });
});
