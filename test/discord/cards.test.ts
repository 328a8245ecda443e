import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Quote } from '../../src/answer/types.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import { renderIndexProgress, renderIndexReport, renderRolledBack } from '../../src/discord/render/index-run.js';
import { notice } from '../../src/discord/render/notice.js';
import { renderSource } from '../../src/discord/render/source.js';
import { renderSourceList } from '../../src/discord/render/sources.js';
import { MAX_FILTER } from '../../src/discord/source-list.js';
import { wordsIn } from '../../src/discord/words/words.js';
import { messageFaults, pings, textsOf } from '../../src/stand-in/limits.js';
import { anyAnswer, anyArticle, anyText } from './any.js';
import { unmarked } from './shown.js';

const article = {
  id: 'demining.txt',
  title: 'Clearing the fields',
  publisher: 'The Post',
  author: 'A. Writer',
  publishedAt: '2024-12-05T23:00',
  url: 'https://example.com/demining',
  language: 'en',
};

const quote = (text: string, number = 1): Quote => ({
  articleId: article.id,
  start: 0,
  end: text.length,
  text,
  score: 0.9,
  citation: { number, article, locator: { heading: 'Progress', paragraph: 3 } },
});

const answered: Answer = { kind: 'answered', confidence: 0.9, quotes: [quote('Some *35,000* sq km were de-mined.')] };

describe('the answer card', () => {
  it('shows the question, the quote, and where it stands', () => {
    expect(textsOf(renderAnswer('How large?', answered).components)).toEqual([
      '### From the articles\n**How large?**',
      '> Some \\*35,000\\* sq km were de-mined.\n' +
        '-# \\[1\\] [Clearing the fields](https://example.com/demining) · The Post · A. Writer · 5 Dec 2024 · ¶ 3 · Progress',
    ]);
  });

  it('tells the three outcomes apart by words and colour', () => {
    const cards = [
      renderAnswer('Q', answered),
      renderAnswer('Q', { ...answered, kind: 'closest' }),
      renderAnswer('Q', { kind: 'nothing', confidence: 0, quotes: [] }),
    ];
    expect(new Set(cards.map(({ components: [box] }) => box.accent_color)).size).toBe(3);
    expect(new Set(cards.map(({ components }) => textsOf(components)[0])).size).toBe(3);
  });

  it('shows the words that answer in bold, and which other articles say the same', () => {
    const marked = {
      ...quote('Some *35,000* sq km were de-mined.'),
      start: 100,
      marks: [{ start: 105, end: 113 }],
      also: [quote('So it was.', 2), quote('Just so.', 3)],
    };
    const [, shown] = textsOf(renderAnswer('How large?', { ...answered, quotes: [marked] }).components);
    expect(shown).toMatch(/^> Some \*\*\\\*35,000\\\*\*\* sq km were de-mined\.\n/);
    expect(shown).toMatch(/\n-# also in \\\[2\\\] Clearing the fields, \\\[3\\\] Clearing the fields$/);
  });

  it('shows articles that differ with their dates, and says no more than that they do', () => {
    const undated = {
      ...quote('Ten.', 2),
      citation: { number: 2, article: { id: 'b', title: 'B', language: 'en' }, locator: { paragraph: 1 } },
    };
    const card = renderAnswer('How large?', { ...answered, quotes: [quote('Nine.'), undated], differ: true });
    const [head, first, second] = textsOf(card.components);
    expect(head).toMatch(/^### The articles differ\n/);
    expect(first).toMatch(/^\*\*5 Dec 2024\*\*\n> Nine\.\n/);
    expect(second).toMatch(/^\*\*no date\*\*\n> Ten\.\n/);
  });

  it('shows short quotes whole and says of a cut one that it goes on', () => {
    const long = 'A sentence of some words, '.repeat(400);
    const [, first, second] = textsOf(
      renderAnswer('Q', { ...answered, quotes: [quote(long), quote('Short.', 2)] }).components,
    );
    expect(first).toMatch(/ (A|sentence|of|some|words,)…\n.*the quote goes on in the article$/);
    expect(first?.length).toBeGreaterThan(3_000);
    expect(second).toMatch(/^> Short\.\n/);
    expect(second).not.toContain('goes on');
  });

  it.each(['javascript:alert(1)', 'https://discord.com@evil.example/', 'notes/local.txt'])(
    'does not link %s',
    (url) => {
      const cited = {
        ...quote('Words.'),
        citation: { number: 1, article: { ...article, url }, locator: { paragraph: 1 } },
      };
      const [, shown] = textsOf(renderAnswer('Q', { ...answered, quotes: [cited] }).components);
      expect(shown).toContain('\\[1\\] Clearing the fields · The Post');
    },
  );

  it('stays within every limit, pings nobody, and shows only the words of the quote, for any article whatever', () => {
    fc.assert(
      fc.property(anyText, anyAnswer, (question, answer) => {
        const card = renderAnswer(question, answer);
        expect(messageFaults(card)).toEqual([]);
        expect(pings(card)).toEqual([]);
        const [, ...quotes] = textsOf(card.components);
        expect(quotes.length).toBe(Math.min(3, answer.quotes.length));
        for (const [position, shown] of quotes.entries()) {
          const line = shown.split('\n').find((each) => each.startsWith('> ')) ?? '';
          const words = unmarked(line.slice('> '.length)).replace(/…$/, '');
          const original = answer.quotes[position]?.text ?? '';
          const comparable = (text: string) => text.replace(/[\s\u0085\p{C}\uFFFD]/gu, '');
          expect(comparable(original).startsWith(comparable(words))).toBe(true);
        }
      }),
    );
  });
});

const LIST = { page: 3, sort: 'newest', filter: 'x'.repeat(MAX_FILTER) } as const;

describe('the other cards', () => {
  const summaries = fc.array(
    anyArticle.map((each) => ({ ...each, passages: 3, collection: '' })),
    { maxLength: 45 },
  );
  const within = (card: Parameters<typeof messageFaults>[0]) => expect(messageFaults(card)).toEqual([]);

  it('list sources within the limits, on any page', () => {
    fc.assert(
      fc.property(summaries, fc.integer({ min: -2, max: 9 }), (sources, page) => {
        const state = { page, sort: 'quoted', filter: ':'.repeat(MAX_FILTER) } as const;
        const own = sources.map((source, position) => ({ ...source, id: `${position}${source.id}` }));
        within(renderSourceList(own, state, { t: wordsIn('uk'), language: 'uk' }));
      }),
      { numRuns: 50 },
    );
  });

  it('show an article, a notice and an index run within the limits', () => {
    const names = fc.array(anyText, { maxLength: 12 });
    fc.assert(
      fc.property(anyArticle, anyText, names, (cited, text, ids) => {
        const block = { start: 0, end: text.length, kind: 'paragraph', paragraph: 1 } as const;
        const meta = { language: cited.language };
        const whole = { id: cited.id, title: cited.title, text, contentHash: '', meta, blocks: [block] };
        const source = { ...cited, passages: 1, collection: text };
        const quoted = { times: 3, last: 1_700_000_000_000 };
        within(renderSource({ source, article: whole, quoted }, { t: wordsIn('ko'), language: 'ko' }, LIST));
        within(notice(text));
        const counts = { unchanged: 1, articles: 2, passages: 3, sentences: 4, embedded: 5, cached: 6, seconds: 7 };
        const problems = ids.map((where) => ({ where, reason: text }));
        const view = { added: ids, changed: ids, removed: ids, problems, hidden: 3 };
        for (const language of ['en', 'uk', 'ko', 'de'] as const) {
          const t = wordsIn(language);
          const { card, file } = renderIndexReport(t, counts, view, { head: text, buttons: [{ label: 'x', id: 'y' }] });
          within(card);
          if (ids.length > 8) expect(String(file?.attachment)).toContain(': ');
          within(renderRolledBack(t, { id: 'g', builtAt: '2024-12-05T00:00:00Z', articles: 2 }, view, 'undo').card);
        }
      }),
      { numRuns: 50 },
    );
    const t = wordsIn('de');
    within(renderIndexProgress(t));
    within(renderIndexProgress(t, { stage: 'embedding', done: 5, total: 3 }, { cancelId: 'reindex:cancel:1' }));
    within(renderIndexProgress(t, { stage: 'model', done: 5, total: 0 }, { head: 'x'.repeat(5_000) }));
  });
});
