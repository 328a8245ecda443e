import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Quote } from '../../src/answer/quoting/answer.js';
import type { Article } from '../../src/article/model/types.js';
import { type AnswerView, renderAnswer } from '../../src/discord/answers/answer.js';
import { renderComparison } from '../../src/discord/answers/comparison.js';
import { renderContext } from '../../src/discord/answers/context.js';
import { followUpModal, whyModal } from '../../src/discord/answers/modals.js';
import { questionOf } from '../../src/discord/answers/question.js';
import { notice } from '../../src/discord/components/notice.js';
import { tidy } from '../../src/discord/components/text.js';
import { renderIndexProgress, renderIndexReport, renderRolledBack } from '../../src/discord/indexing/index-run-card.js';
import { renderFeedback } from '../../src/discord/reports/feedback-card.js';
import { renderSource } from '../../src/discord/sources/source-card.js';
import { MAX_FILTER } from '../../src/discord/sources/source-list.js';
import { renderSourceList } from '../../src/discord/sources/sources-card.js';
import { LANGUAGES, type Language, wordsIn } from '../../src/i18n/words.js';
import { messageFaults, pings, textsOf, walk } from '../../tools/discord-stand-in/limits.js';
import { modalFaults } from '../../tools/discord-stand-in/modal.js';
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
const nothing: Answer = { kind: 'nothing', confidence: 0, quotes: [] };
const ID = 'AbCdEfGhIjKlMnOp';

const viewIn = (language: Language, more: Partial<AnswerView> = {}): AnswerView => ({
  language,
  t: wordsIn(language),
  articleOf: () => undefined,
  id: ID,
  ...more,
});
const view = viewIn('en');
const shown = (question: string, answer: Answer, how = view) => textsOf(renderAnswer(question, answer, how).components);
const labels = ({ components }: { components: readonly unknown[] }) =>
  [...walk(components)].flatMap(({ label, emoji }) => (label ? [`${emoji ? '+' : ''}${label}`] : []));

describe('the answer card', () => {
  it('shows the question, the quote, and where it stands', () => {
    expect(shown('How large?', answered)).toEqual([
      '### ● From the articles\n**How large?**',
      '> Some \\*35,000\\* sq km were de-mined.\n' +
        '-# \\[1\\] [Clearing the fields](https://example.com/demining) · The Post · A. Writer · 5 Dec 2024 · ¶ 3 · Progress',
    ]);
  });

  it('speaks the asker’s language, but for the quote, which it labels', () => {
    const [head, text] = shown('Wie groß?', answered, viewIn('de'));
    expect(head).toBe('### ● Aus den Artikeln\n**Wie groß?**');
    expect(text).toMatch(/^> Some .* · 5\\\. Dez\. 2024 · ¶ 3 · Progress · Englisch$/s);
    expect(labels(renderAnswer('Q', answered, viewIn('uk')))).toEqual([
      'Контекст',
      'Більше цитат',
      'Уточнити',
      '+Корисно',
      '+Не корисно',
    ]);
  });

  it('tells the outcomes apart by words, symbol and colour', () => {
    const twice: Answer = { ...answered, quotes: [quote('Nine.'), quote('Ten.', 2)], differ: true };
    const cards = [answered, { ...answered, kind: 'closest' } as Answer, nothing].map((each) =>
      renderAnswer('Q', each, view),
    );
    expect(new Set(cards.map(({ components: [box] }) => box.accent_color)).size).toBe(3);
    const heads = [...cards, renderAnswer('Q', twice, view)].map(({ components }) => textsOf(components)[0] ?? '');
    expect(new Set(heads.map((head) => head.slice('### '.length, '### x'.length))).size).toBe(4);
    expect(new Set(heads.map((head) => head.slice('### x'.length))).size).toBe(4);
  });

  it('says that it is not sure, or found nothing close, never that the articles say nothing', () => {
    const closest = { ...answered, kind: 'closest' } as Answer;
    const heads = (language: Language) =>
      [closest, nothing].map((each) => shown('Q', each, viewIn(language))[0]?.split('\n')[0]);
    expect((['en', 'de', 'uk', 'ko'] as const).map(heads)).toEqual([
      [
        '### ◐ Not sure that this answers it. The closest passages:',
        '### ○ Found nothing close to this in the articles.',
      ],
      [
        '### ◐ Nicht sicher, ob das die Antwort ist. Am nächsten kommen:',
        '### ○ In den Artikeln war dazu nichts Passendes zu finden.',
      ],
      [
        '### ◐ Немає певності, що це відповідь. Найближчі уривки:',
        '### ○ У статтях не знайшлося нічого близького до цього.',
      ],
      [
        '### ◐ 이 질문의 답인지 확실하지 않습니다. 가장 가까운 부분:',
        '### ○ 기사에서 이와 가까운 내용을 찾지 못했습니다.',
      ],
    ]);
  });

  it('says below the question that it is in another language', () => {
    const note = 'Die Frage ist anscheinend auf Deutsch, die Artikel sind auf Englisch.';
    expect(shown('Wie groß?', nothing, viewIn('en', { note }))[1]).toBe(note);
    expect(shown('Wie groß?', { ...answered, kind: 'closest' }, viewIn('en', { note }))[1]).toBe(note);
  });

  it('opens the page at the quote', () => {
    const text = 'Clearing the fields. Some *35,000* sq km were de-mined. So it was.';
    const block = { start: 0, end: text.length, kind: 'paragraph' as const, paragraph: 1 };
    const whole: Article = {
      id: article.id,
      title: '',
      text,
      contentHash: '',
      meta: { language: 'en' },
      blocks: [block],
    };
    const cited = { ...quote('Some *35,000* sq km were de-mined.'), start: 21, end: 55 };
    const [, line] = shown('Q', { ...answered, quotes: [cited] }, viewIn('en', { articleOf: () => whole }));
    expect(line).toContain(
      '(https://example.com/demining#:~:text=Some%20%2A35%2C000%2A%20sq%20km%20were%20de%2Dmined.)',
    );
  });

  it('shows the words that answer in bold, and which other articles say the same', () => {
    const marked = {
      ...quote('Some *35,000* sq km were de-mined.'),
      start: 100,
      marks: [{ start: 105, end: 113 }],
      also: [quote('So it was.', 2), quote('Just so.', 3)],
    };
    const [, text] = shown('How large?', { ...answered, quotes: [marked] });
    expect(text).toMatch(/^> Some \*\*\\\*35,000\\\*\*\* sq km were de-mined\.\n/);
    expect(text).toMatch(/\n-# also in \\\[2\\\] Clearing the fields, \\\[3\\\] Clearing the fields$/);
  });

  it('shows articles that differ with their dates, and says no more than that they do', () => {
    const undated = {
      ...quote('Ten.', 2),
      citation: { number: 2, article: { id: 'b', title: 'B', language: 'en' }, locator: { paragraph: 1 } },
    };
    const [head, first, second] = shown('How large?', { ...answered, quotes: [quote('Nine.'), undated], differ: true });
    expect(head).toMatch(/^### ⇄ The articles differ\n/);
    expect(first).toMatch(/^\*\*5 Dec 2024\*\*\n> Nine\.\n/);
    expect(second).toMatch(/^\*\*no date\*\*\n> Ten\.\n/);
  });

  it('shows short quotes whole and says of a cut one where the rest is', () => {
    const long = 'A sentence of some words, '.repeat(400);
    const [, first, second] = shown('Q', { ...answered, quotes: [quote(long), quote('Short.', 2)] });
    expect(first).toMatch(/ (A|sentence|of|some|words,)…\n-# there is more of this quote under “Context”\n/);
    expect(first?.length).toBeGreaterThan(3_000);
    expect(second).toMatch(/^> Short\.\n/);
    expect(second).not.toContain('more of this');
  });

  it('puts quotes that a long question leaves no room for on a page of their own', () => {
    const quotes = [1, 2, 3].map((number) => quote(`${number} a few words `.repeat(60), number));
    const answer: Answer = { kind: 'answered', confidence: 1, quotes: [quotes[0] as Quote, ...quotes.slice(1)] };
    const question = '*'.repeat(1_000);
    const first = renderAnswer(question, answer, view);
    expect(textsOf(first.components)[0]).toContain(' · page 1 of 2\n');
    expect(labels(first)[0]).toBe('Next');
    const rest = renderAnswer(question, answer, { ...view, quote: 2 });
    expect(textsOf(rest.components).join()).toContain('\\[3\\]');
    expect(textsOf(rest.components).join()).not.toContain('\\[1\\]');
    expect(labels(rest)[0]).toBe('Previous');
  });

  it('says which quotes can no longer be shown, and why', () => {
    const lost = [
      { number: 2, title: 'The *mill*' },
      { number: 3, title: undefined },
    ];
    expect(shown('Q', answered, { ...view, lost }).slice(2)).toEqual([
      '-# ⚠ \\[2\\] The \\*mill\\* has changed since this answer, and the quote no longer stands in it as it did.',
      '-# ⚠ \\[3\\] is no longer among the articles here, so its quote is not shown.',
    ]);
    expect(shown('Q', nothing, { ...view, lost })[0]).toMatch(/no longer be shown/);
  });

  it.each(['javascript:alert(1)', 'https://discord.com@evil.example/', 'notes/local.txt'])(
    'does not link %s',
    (url) => {
      const cited = {
        ...quote('Words.'),
        citation: { number: 1, article: { ...article, url }, locator: { paragraph: 1 } },
      };
      const [, text] = shown('Q', { ...answered, quotes: [cited] });
      expect(text).toContain('\\[1\\] Clearing the fields · The Post');
    },
  );
});

describe('for any article, question and language', () => {
  const anyLanguage = fc.constantFrom(...(Object.keys(LANGUAGES) as Language[]));
  const comparable = (text: string) => text.replace(/[\s\u0085\p{C}\uFFFD]/gu, '');
  /** Articles that hold the quotes, so that links and context have something to find. */
  const holding = (answer: Answer) => (id: string) => {
    const found = answer.quotes.find(({ articleId }) => articleId === id);
    if (!found) return undefined;
    const text = `${'x'.repeat(found.start)}${found.text} y`;
    const block = { start: 0, end: text.length, kind: 'paragraph' as const, paragraph: 1 };
    return { id, title: id, text, contentHash: '', meta: { language: 'en' }, blocks: [block] };
  };
  const anyLost = fc.array(fc.record({ number: fc.nat(12), title: fc.option(anyText, { nil: undefined }) }), {
    maxLength: 10,
  });
  const within = (card: Parameters<typeof messageFaults>[0]) => {
    expect(messageFaults(card)).toEqual([]);
    expect(pings(card)).toEqual([]);
    for (const label of labels({ components: card.components ?? [] })) expect(label.length).toBeLessThanOrEqual(80);
  };

  it('a card stays within every limit, pings nobody, and shows only words of its quotes', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        anyAnswer,
        anyLanguage,
        anyLost,
        fc.nat(8),
        (asked, searched, answer, language, lost, at) => {
          const how = viewIn(language, {
            articleOf: holding(answer),
            searched,
            lost,
            quote: at,
            source: asked,
            mayShare: true,
          });
          const card = renderAnswer(asked, answer, how);
          within(card);
          const lines = textsOf(card.components).flatMap((text) =>
            text.split('\n').filter((line) => line.startsWith('> ')),
          );
          const originals = answer.quotes.map(({ text }) => comparable(text));
          expect(lines.length).toBeGreaterThanOrEqual(Math.min(1, originals.length));
          for (const line of lines) {
            const words = comparable(unmarked(line.slice('> '.length)).replace(/…$/, ''));
            expect(originals.some((original) => original.startsWith(words))).toBe(true);
          }
          if (answer.kind === 'nothing') return;
          const around = renderContext(asked, answer, { ...how, id: ID }, { quote: at, ...(at % 2 && { page: at }) });
          within(around);
        },
      ),
    );
  });

  it('every quote is on one of the pages', () => {
    fc.assert(
      fc.property(anyText, anyAnswer, (asked, answer) => {
        const how = (at: number) => viewIn('en', { quote: at, articleOf: holding(answer) });
        const numbers = answer.quotes.map(({ citation }, at) => {
          const texts = textsOf(renderAnswer(asked, answer, how(at)).components).join('\n');
          return texts.includes(`-# \\[${citation.number}\\] `);
        });
        expect(numbers).not.toContain(false);
      }),
      { numRuns: 50 },
    );
  });

  it('a comparison stays within every limit', () => {
    const kind = fc.constantFrom('answered' as const, 'closest' as const, 'nothing' as const);
    fc.assert(
      fc.property(anyText, anyAnswer, kind, kind, anyLanguage, (asked, answer, one, other, language) => {
        const sides = [
          { article: answer.quotes[0]?.articleId ?? 'a', kind: one },
          { article: answer.quotes[1]?.articleId ?? 'b', kind: other },
        ];
        within(renderComparison(asked, answer, sides, () => undefined, viewIn(language, { mayShare: true })));
      }),
      { numRuns: 50 },
    );
  });

  it('what people said of answers stays within every limit, as do the forms that ask them', () => {
    const anyReason = fc.record({
      at: fc.nat(1e12),
      good: fc.boolean(),
      reason: fc.option(anyText),
      articles: fc.array(anyText),
    });
    fc.assert(
      fc.property(fc.array(anyReason, { maxLength: 10 }), fc.nat(9), anyLanguage, (reasons, good, language) => {
        within(renderFeedback({ good, bad: 1 }, reasons, viewIn(language)));
        for (const form of [followUpModal, whyModal])
          expect(modalFaults(form(`ask:follow:${ID}`, wordsIn(language)))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('the question can be read back from the card, whatever it was', () => {
    const anyQuestion = fc.oneof(anyText, fc.constant('*'.repeat(1_000))).map((text) => tidy(text.slice(0, 1_000)));
    fc.assert(
      fc.property(anyQuestion, anyQuestion, (asked, searched) => {
        fc.pre(asked !== '' && searched !== '');
        const read = (how: AnswerView) => questionOf(renderAnswer(asked, answered, how).components);
        expect(read(view)).toEqual({ asked, searched: asked });
        // Where there is no room for both, the one that was searched with stays.
        expect(read({ ...view, searched })?.searched).toBe(searched);
      }),
    );
    expect(questionOf(notice('words').components)).toBeUndefined();
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
