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
import { RefusedError } from '../../../src/discord/dispatch/failures.js';
import { csv } from '../../../src/discord/reports/csv.js';
import { renderAudit } from '../../../src/discord/settings/audit-card.js';
import { changeBy } from '../../../src/discord/settings/changes.js';
import { page } from '../../../src/discord/settings/pages.js';
import { describeRecorded } from '../../../src/discord/settings/recorded.js';
import type { View } from '../../../src/discord/settings/view.js';
import { listId, listStateOf } from '../../../src/discord/sources/source-list.js';
import { languageFor, wordsIn } from '../../../src/i18n/words.js';
import { DEFAULTS } from '../../../src/state/settings.js';
import { printable } from '../../../src/terminal/printable.js';
import { renderAnswer as inTerminal } from '../../../src/terminal/render.js';
import { messageFaults, pings, textsOf } from '../../../tools/discord-stand-in/limits.js';
import { anyAnswer, anyArticle, anyMarks } from '../../discord/any.js';
import { shownAs, unescapedMarkup } from '../../discord/shown.js';
import { anyCustomId, anyJson, anyText, anyWord } from '../any.js';
import { type Target, target } from '../fuzz.js';

type Card = Parameters<typeof messageFaults>[0];
// biome-ignore lint/suspicious/noControlCharactersInRegex: there are to be none
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: there are to be none
const TURNED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066\u2067]|\p{Cs}/u;

/** Within Discord's limits, pinging nobody, and with nothing in it that turns or hides the text. */
function expectFit(card: Card, namesPeople = false): void {
  expect(messageFaults(card)).toEqual([]);
  // The client says of every message that it mentions nobody; where channels and roles are named by mentions, that is relied on.
  expect(pings(namesPeople ? { ...card, allowed_mentions: { parse: [] } } : card)).toEqual([]);
  for (const text of textsOf(card.components ?? [])) {
    expect(text).not.toMatch(TURNED);
    // What was opened to keep names from reordering a line is closed in it.
    for (const line of text.split('\n')) expect(line.split('\u2068').length).toBe(line.split('\u2069').length);
  }
}

const LANGUAGES = ['en', 'uk', 'ko', 'de'] as const;
const reader = { language: 'en' as const, t: wordsIn('en'), articleOf: () => undefined };
const marked = anyText(20).chain((text) =>
  fc.tuple(fc.constant(text), anyMarks(text.length), fc.integer({ min: 200, max: 900 })),
);

type Given = Pick<View, 'managesServer' | 'guild' | 'settings' | 'language'>;
const COLLECTIONS = ['', 'news', '__proto__', 'constructor', 'x'.repeat(150)];
const anyView: fc.Arbitrary<Given> = fc.record({
  managesServer: fc.boolean(),
  guild: fc.constant('1'),
  settings: fc.record({
    place: fc.constantFrom('reply', 'thread'),
    sureness: fc.constantFrom('strict', 'balanced', 'open'),
    admins: fc.constant(DEFAULTS.admins),
    watched: fc.uniqueArray(fc.nat(40).map(String), { maxLength: 30 }),
    askers: fc.uniqueArray(fc.nat(9).map(String)),
    collections: fc.option(fc.subarray(COLLECTIONS), { nil: null }),
    channelCollections: fc.dictionary(fc.nat(9).map(String), fc.subarray(COLLECTIONS), { maxKeys: 3 }),
    collectionRoles: fc
      .array(fc.tuple(fc.constantFrom(...COLLECTIONS), fc.array(fc.nat(9).map(String), { maxLength: 3 })), {
        maxLength: 4,
      })
      .map((entries) => Object.fromEntries(entries)),
    cooldown: fc.nat(3_600),
    keepQuestions: fc.nat(365),
  }),
  language: fc.constantFrom(...LANGUAGES),
});
const viewOf = (given: Given): View => ({
  ...given,
  t: wordsIn(given.language),
  decided: new Set(['watched', 'askers', 'admins'] as const),
  collections: COLLECTIONS,
  readsMessages: false,
  mayAnswerIn: () => false,
  isChannel: (id) => Number(id) % 3 > 0,
  isRole: (id) => Number(id) % 3 > 0,
});

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
      const language = LANGUAGES[at % 4] ?? 'en';
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
  target<[string, string, string]>({
    name: 'the audit log',
    inputs: 1_000,
    from: fc.tuple(
      anyWord,
      anyText(20),
      anyJson.map((value) => JSON.stringify(value)),
    ),
    check([action, detail, json]) {
      const entries = [detail, json].map((each) => ({ at: 1, actor: '5', action, detail: each }));
      const view = { entries, page: 0, pages: 1, actions: [], idOf: String, filterId: 'audit:filter', all: '-' };
      expectFit(renderAudit(view, wordsIn('uk'), 'uk'), true);
      describeRecorded(json, wordsIn('en'), 'en');
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
  target<[Given, string, readonly string[], readonly string[]]>({
    name: 'the settings panel',
    inputs: 2_000,
    from: fc.tuple(
      anyView,
      anyCustomId,
      fc.array(anyWord, { maxLength: 3 }),
      fc.array(fc.nat(9).map(String), { maxLength: 3 }),
    ),
    check([given, customId, values, removed]) {
      const view = viewOf(given);
      const [, verb, what = '', ...args] = customId.split(':');
      try {
        expectFit(page(view, what, args), true);
        if (verb !== 'set') return;
        const change = changeBy(view, what, args, { values, added: values, removed });
        if (!view.managesServer) expect(change.admins).toBeUndefined();
        expectFit(page({ ...view, settings: { ...view.settings, ...change } }, 'home'), true);
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
      }
    },
  }),
  target<string>({
    name: 'cells of tables',
    inputs: 1_000,
    from: anyWord,
    check: (text) => expect(csv([[text]]).slice('\uFEFF"'.length)).not.toMatch(/^[\s\p{Cc}]*[=+@-]/u),
  }),
];
