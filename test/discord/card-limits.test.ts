import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answer/quoting/answer.js';
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
import { modalFaults } from '../../tools/discord-stand-in/client/modal.js';
import { messageFaults, pings, textsOf } from '../../tools/discord-stand-in/messages/limits.js';
import { answered, ID, labels, view, viewIn } from './answers.js';
import { anyAnswer, anyArticle, anyText } from './any.js';
import { unmarked } from './shown.js';

describe('for any article, question and language', () => {
  const anyLanguage = fc.constantFrom(...(Object.keys(LANGUAGES) as Language[]));
  const comparable = (text: string) => text.replace(/[\s\u0085\p{C}\uFFFD]/gu, '');
  /** Articles that contain the quotes, for links and context. */
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
        // If there is no room for both, the completed question stays.
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
        const view = { added: ids, changed: ids, removed: ids, problems, skipped: ids, hidden: 3 };
        for (const language of Object.keys(LANGUAGES) as Language[]) {
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
