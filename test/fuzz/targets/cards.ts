import fc from 'fast-check';
import { expect } from 'vitest';
import { renderAnswer } from '../../../src/discord/answers/answer.js';
import { pressedOf } from '../../../src/discord/answers/answer-buttons.js';
import { renderContext } from '../../../src/discord/answers/context.js';
import { questionOf } from '../../../src/discord/answers/question.js';
import { rememberedAs } from '../../../src/discord/answers/restored.js';
import { citationLine, type linkedTitle } from '../../../src/discord/components/citation.js';
import { clip, clipMarked, clipPlain, piecesMarked } from '../../../src/discord/components/clip.js';
import { notice } from '../../../src/discord/components/notice.js';
import { escapeMarkdown, tidy, unescapeMarkdown } from '../../../src/discord/components/text.js';
import { csv } from '../../../src/discord/reports/csv.js';
import { listId, listStateOf } from '../../../src/discord/sources/source-list.js';
import { LANGUAGES, type Language, languageFor, wordsIn } from '../../../src/i18n/words.js';
import { printable } from '../../../src/terminal/printable.js';
import { renderAnswer as inTerminal } from '../../../src/terminal/render.js';
import { anyAnswer, anyArticle, anyMarks } from '../../discord/any.js';
import { shownAs, unescapedMarkup } from '../../discord/shown.js';
import { anyCustomId, anyText, anyWord } from '../any.js';
import { type Target, target } from '../fuzz.js';
import { expectFit, OBEYED, TURNED } from './fit.js';
import { PANEL_TARGETS } from './panels.js';

const SPOKEN = Object.keys(LANGUAGES) as Language[];
const reader = { language: 'en' as const, t: wordsIn('en'), articleOf: () => undefined };
const marked = anyText(20).chain((text) =>
  fc.tuple(fc.constant(text), anyMarks(text.length), fc.integer({ min: 200, max: 900 })),
);

export const CARD_TARGETS: readonly Target[] = [
  target<string>({
    name: 'escaping',
    inputs: 10_000,
    from: anyText(),
    check(text) {
      const plain = tidy(text);
      const markdown = escapeMarkdown(plain);
      expect(plain).not.toMatch(TURNED);
      expect(unescapedMarkup(markdown)).toEqual([]);
      expect(unescapeMarkdown(markdown)).toBe(plain);
      expect(shownAs(markdown)).toBe(plain.replace(/@\u200B(?=everyone|here)/gi, '@'));
      expect(printable(text)).not.toMatch(OBEYED);
    },
  }),
  target<[string, number]>({
    name: 'clipping',
    inputs: 6_000,
    from: fc.tuple(anyText(), fc.integer({ min: 4, max: 300 })),
    check([text, max]) {
      for (const shown of [clip(text, max).text, clipPlain(text, max)]) {
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown).not.toMatch(TURNED);
      }
    },
  }),
  target<[string, { start: number; end: number }[], number]>({
    name: 'marking words',
    inputs: 2_000,
    from: marked,
    check([text, marks, max]) {
      expect(clipMarked(text, marks, max).text.length).toBeLessThanOrEqual(max);
      for (const piece of piecesMarked(text, marks.slice(0, 1), max)) expect(piece.length).toBeLessThanOrEqual(max);
    },
  }),
  target<[string, string, Parameters<typeof renderAnswer>[1], number]>({
    name: 'answers',
    inputs: 600,
    from: fc.tuple(anyText(20), anyText(8), anyAnswer, fc.nat(8)),
    check([asked, searched, answer, at]) {
      const language = SPOKEN[at % SPOKEN.length] ?? 'en';
      const view = {
        ...reader,
        t: wordsIn(language),
        language,
        id: 'AbCdEfGhIjKlMnOp',
        searched,
        quote: at,
        source: asked,
      };
      expectFit(renderAnswer(asked, answer, view));
      if (answer.kind !== 'nothing') expectFit(renderContext(asked, answer, view, { quote: at }));
      JSON.stringify(rememberedAs(answer));
    },
  }),
  target<[string, string, string]>({
    name: 'answers in a terminal',
    inputs: 1_500,
    from: fc.tuple(anyText(15), anyWord, anyWord),
    check([text, title, publishedAt]) {
      const citation = {
        number: 1,
        article: { id: title, title, publishedAt, publisher: title, language: 'en' },
        locator: { paragraph: 1 },
      };
      const quote = { articleId: title, start: 0, end: text.length, text, score: 1, citation };
      const answer = {
        kind: 'answered' as const,
        confidence: 1,
        quotes: [{ ...quote, also: [quote] }, quote] as const,
      };
      expect(inTerminal({ ...answer, differ: true } as never, { columns: 80, colour: false })).not.toMatch(OBEYED);
    },
  }),
  target<[string, string]>({
    name: 'questions read back from cards',
    inputs: 3_000,
    from: fc
      .tuple(anyText(12), anyText(12))
      .map(([one, other]) => [tidy(one).slice(0, 400), tidy(other).slice(0, 400)].map(tidy) as [string, string]),
    check([asked, searched]) {
      fc.pre(asked !== '' && searched !== '');
      const { components } = renderAnswer(
        asked,
        { kind: 'nothing', confidence: 0, quotes: [] },
        { ...reader, searched },
      );
      const read = questionOf(components);
      expect(read?.searched).toBe(searched);
      expect([asked, searched]).toContain(read?.asked);
    },
  }),
  target<unknown>({
    name: 'cards of others read back',
    inputs: 2_000,
    from: fc.array(
      fc.record({ type: fc.constantFrom(10, 17, 1), id: fc.constantFrom(1_000, 1_001, 3), content: anyText(10) }),
      { maxLength: 4 },
    ),
    check(nodes) {
      const read = questionOf([{ type: 17, components: nodes }] as never);
      if (read) expect(read.asked.length + read.searched.length).toBeGreaterThan(0);
    },
  }),
  target<Parameters<typeof linkedTitle>[0]>({
    name: 'citations',
    inputs: 3_000,
    from: anyArticle,
    check(article) {
      const line = citationLine(
        {
          articleId: article.id,
          start: 0,
          end: 1,
          text: 'x',
          score: 1,
          citation: { number: 1, article, locator: { paragraph: 1 } },
        },
        reader,
      );
      expect(line.length).toBeLessThan(1_250);
      expect(line).not.toMatch(/[\n\u202e\u2066]/);
      const links = [...line.replace(/\\[^0-9A-Za-z\s]/gu, '').matchAll(/\]\(([^)]*)\)/g)];
      expect(links.length).toBeLessThanOrEqual(1);
      for (const [, href = ''] of links) expect(new URL(href).protocol).toMatch(/^https?:$/);
    },
  }),
  target<string>({
    name: 'notices',
    inputs: 2_000,
    from: anyText(40),
    check(text) {
      expectFit(notice(text));
      expectFit(notice(wordsIn('de')('sources:unknown', { typed: text })));
    },
  }),
  target<string>({
    name: 'custom_ids',
    inputs: 10_000,
    from: anyCustomId,
    check(customId) {
      const pressed = pressedOf(customId);
      for (const number of pressed?.numbers ?? []) expect(Number.isSafeInteger(number) && number >= 0).toBe(true);
      const state = listStateOf(customId);
      expect(listId('sort', state).length).toBeLessThanOrEqual(100);
      expect(listId('sort', state)).not.toMatch(/\p{Cs}/u);
      expect(listStateOf(listId('list', state))).toEqual(state);
      languageFor(customId);
    },
    examples: [
      `sources:list:0:t:${'x'.repeat(59)}😀`,
      'ask:context:__proto__:9',
      'audit:page:1e999:-',
      `sources:list:0:t:${'a. '.repeat(30)}`,
    ],
  }),
  target<string>({
    name: 'cells of tables',
    inputs: 1_000,
    from: anyWord,
    check: (text) => expect(csv([[text]]).slice('\uFEFF"'.length)).not.toMatch(/^[\s\p{Cc}]*[=+@-]/u),
  }),
  ...PANEL_TARGETS,
];
