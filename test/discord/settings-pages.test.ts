import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AUDIT_PAGE, renderAudit } from '../../src/discord/settings/audit-card.js';
import { type Chosen, changeBy } from '../../src/discord/settings/changes.js';
import { MAX_OPTIONS, sliceOf } from '../../src/discord/settings/controls.js';
import { page } from '../../src/discord/settings/pages.js';
import { describeRecorded, recordedChanges } from '../../src/discord/settings/recorded.js';
import { keyOf, type View } from '../../src/discord/settings/view.js';
import { LANGUAGES, type Language, wordsIn } from '../../src/i18n/words.js';
import type { ServerSettings } from '../../src/state/settings.js';
import { messageFaults, pings, walk } from '../../tools/discord-stand-in/messages/limits.js';
import { anyText } from './any.js';

const PAGES = ['home', 'answering', 'people', 'collections', 'questions', 'reset', 'channel', 'kept', 'no such page'];

const DEFAULTS: ServerSettings = {
  ...{ watched: [], place: 'reply', sureness: 'balanced', askers: [], admins: [], cooldown: 0 },
  ...{ collections: null, channelCollections: {}, collectionRoles: {}, keepQuestions: 0 },
};

const view = (settings: Partial<ServerSettings> = {}, more: Partial<View> = {}): View => ({
  ...{ t: wordsIn('en'), language: 'en', guild: '1', managesServer: true, readsMessages: true },
  settings: { ...DEFAULTS, ...settings },
  decided: new Set(Object.keys(settings) as (keyof ServerSettings)[]),
  collections: ['', 'news', 'staff'],
  mayAnswerIn: () => true,
  isChannel: () => true,
  isRole: () => true,
  ...more,
});

const chosen = (added: readonly string[], removed: readonly string[] = []): Chosen => ({
  ...{ values: added, added, removed },
});

const id = fc.bigInt({ min: 10n ** 17n, max: 10n ** 20n - 1n }).map(String);
const ids = (most: number) => fc.uniqueArray(id, { maxLength: most });
const name = anyText.map((text) => text.slice(0, 200)).filter((text) => text !== '__proto__');
const anyView: fc.Arbitrary<View> = fc
  .record({
    names: fc.uniqueArray(name, { maxLength: 60 }),
    language: fc.constantFrom(...(Object.keys(LANGUAGES) as Language[])),
    settings: fc.record({
      watched: ids(120),
      place: fc.constantFrom('reply' as const, 'thread' as const),
      sureness: fc.constantFrom('strict' as const, 'balanced' as const, 'open' as const),
      askers: ids(100),
      admins: ids(100),
      cooldown: fc.integer({ min: 0, max: 3_600 }),
      keepQuestions: fc.integer({ min: 0, max: 365 }),
    }),
    channels: ids(20),
    roles: ids(60),
    few: fc.nat(60),
    limited: fc.boolean(),
    salt: fc.integer({ min: 1, max: 5 }),
    managesServer: fc.boolean(),
    readsMessages: fc.boolean(),
  })
  .map(({ names, language, settings, channels, roles, few, limited, salt, managesServer, readsMessages }) => {
    const some = names.slice(0, few);
    const exists = (each: string) => Number(each.at(-1)) % salt !== 1;
    return view(
      {
        ...settings,
        collections: limited ? [...some, 'gone'] : null,
        channelCollections: Object.fromEntries(channels.map((each) => [each, some])),
        collectionRoles: Object.fromEntries([...some, 'gone too'].map((each) => [each, roles])),
      },
      {
        ...{ t: wordsIn(language), language, collections: names, managesServer, readsMessages },
        ...{ isChannel: exists, isRole: exists, mayAnswerIn: exists },
      },
    );
  });

test('every page stays within Discord’s limits, whatever the settings hold, in every language', () => {
  fc.assert(
    fc.property(anyView, fc.constantFrom(...PAGES), fc.nat(5), (given, pageName, slice) => {
      const [collection = ''] = given.collections;
      if (pageName === 'kept' && given.collections.length === 0) return;
      const args = { channel: ['123456789012345678', String(slice)], kept: [keyOf(collection), String(slice)] };
      const card = page(given, pageName, args[pageName as 'kept'] ?? [String(slice), String(slice)]);
      expect(messageFaults(card)).toEqual([]);
      expect(pings({ ...card, allowed_mentions: { parse: [] } })).toEqual([]);
      for (const { options, default_values: defaults, label, placeholder } of walk(card.components)) {
        const listed = (options ?? []) as { label: string; value: string; description?: string }[];
        expect(listed.length).toBeLessThanOrEqual(MAX_OPTIONS);
        expect((defaults as unknown[] | undefined)?.length ?? 0).toBeLessThanOrEqual(MAX_OPTIONS);
        expect(new Set(listed.map(({ value }) => value)).size).toBe(listed.length);
        for (const option of listed) {
          for (const words of [option.label, option.value, option.description ?? '…']) {
            expect(words.length).toBeGreaterThan(0);
            expect(words.length).toBeLessThanOrEqual(100);
          }
        }
        expect(String(label ?? '').length).toBeLessThanOrEqual(80);
        expect(String(placeholder ?? '').length).toBeLessThanOrEqual(150);
      }
    }),
    { numRuns: 300 },
  );
});

test('a long list is shown in parts that together are the whole, the last with room to add', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { maxLength: 110 }), (all) => {
      const { slices } = sliceOf(all, '0', true);
      const parts = Array.from({ length: slices }, (_, at) => sliceOf(all, String(at), true).shown);
      expect(parts.flat()).toEqual(all);
      expect(parts.at(-1)?.length).toBeLessThan(MAX_OPTIONS);
      expect(sliceOf(all, '9999', true).at).toBe(slices - 1);
    }),
  );
});

test('a choice makes only its own changes and keeps what others changed in the meantime', () => {
  const given = view({ watched: ['10', '11', '12'] });
  expect(changeBy(given, 'watched', [], chosen(['13'], ['11']))).toEqual({ watched: ['10', '12', '13'] });
  // The @everyone role has the server's id.
  expect(changeBy(given, 'admins', [], chosen(['1', '20']))).toEqual({ admins: ['20'] });
  expect(changeBy(view({}, { isRole: () => false }), 'askers', [], chosen(['20']))).toEqual({ askers: [] });
});

test('values from .env apply only to the server that they belong to', () => {
  const more = { isChannel: (each: string) => each === '10' };
  const fromDefaults = { ...view({ watched: ['10', '99'] }, more), decided: new Set<keyof ServerSettings>() };
  expect(changeBy(fromDefaults, 'watched', [], chosen([]))).toEqual({ watched: ['10'] });
  expect(changeBy(view({ watched: ['10', '99'] }, more), 'watched', [], chosen([]))).toEqual({ watched: ['10', '99'] });
});

test('only people with Manage Server choose administrators', () => {
  const given = view({ admins: ['20', '21'] }, { managesServer: false, isRole: (each) => each !== '21' });
  expect(() => changeBy(given, 'admins', [], chosen(['22']))).toThrow(/Manage Server/);
  const gone = `admins:${keyOf('21')}`;
  expect(() => changeBy(given, 'stale', ['people'], chosen([gone]))).toThrow(/Manage Server/);
  expect(changeBy({ ...given, managesServer: true }, 'stale', ['people'], chosen([gone]))).toEqual({ admins: ['20'] });
});

test('a collection hidden from the server can’t be named by any key', () => {
  for (const [control, args] of [
    ['collections', []],
    ['inChannel', ['10']],
    ['kept', [keyOf('secret')]],
    ['open', [keyOf('secret')]],
  ] as const) {
    expect(() => changeBy(view(), control, args, chosen([keyOf('secret')]))).toThrow(/no longer exists/);
  }
});

test('a server’s collections can be limited, but at least one stays', () => {
  expect(changeBy(view(), 'collections', [], chosen([], [keyOf('staff')]))).toEqual({ collections: ['', 'news'] });
  expect(changeBy(view({ collections: ['news'] }), 'allCollections', [])).toEqual({ collections: null });
  expect(() => changeBy(view({ collections: ['news'] }), 'collections', [], chosen([], [keyOf('news')]))).toThrow();
  expect(changeBy(view({ collections: ['news', ''] }), 'inChannel', ['10'], chosen([], [keyOf('')]))).toEqual({
    channelCollections: { '10': ['news'] },
  });
  expect(changeBy(view({ channelCollections: { '10': ['news'] } }), 'asServer', ['10'])).toEqual({
    channelCollections: {},
  });
});

test('a collection limited to roles opens only by its own button', () => {
  const given = view({ collectionRoles: { staff: ['20', '21'] } }, { isRole: (each) => each !== '21' });
  const args = [keyOf('staff')];
  expect(() => changeBy(view({ collectionRoles: { staff: ['20'] } }), 'kept', args, chosen([], ['20']))).toThrow(
    /Open to everyone/,
  );
  // If the last existing role is removed, a deleted one stays, so that nobody sees the collection instead of everyone.
  expect(changeBy(given, 'kept', args, chosen([], ['20']))).toEqual({ collectionRoles: { staff: ['21'] } });
  const lost = view({ collectionRoles: { staff: ['21'] } }, { isRole: () => false });
  expect(changeBy(lost, 'stale', [], chosen([`collectionRoles:${keyOf('21')}`]))).toEqual({});
  expect(changeBy(lost, 'open', args)).toEqual({ collectionRoles: {} });
});

test('controls and values that are not on the panel are refused', () => {
  for (const control of ['nothing', '__proto__', 'constructor']) {
    expect(() => changeBy(view(), control, [])).toThrow(/no longer works/);
  }
  expect(() => changeBy(view(), 'cooldown', [], chosen(['3601']))).toThrow(/no longer works/);
  expect(() => changeBy(view(), 'keepQuestions', [], chosen(['-1']))).toThrow(/no longer works/);
  expect(() => changeBy(view(), 'place', [], chosen(['moon']))).toThrow(/no longer works/);
  const nowhere = view({}, { isChannel: () => false });
  expect(() => changeBy(nowhere, 'inChannel', ['10'], chosen([keyOf('news')]))).toThrow(/no longer exists/);
});

test('a page of the audit log stays within the limits, whatever was done', () => {
  const details = fc.oneof(
    anyText.map((text) => text.slice(0, 2_000)),
    fc.array(id, { maxLength: 25 }).map((added) => JSON.stringify({ setting: 'watched', added, removed: added })),
    fc
      .array(name, { maxLength: 20 })
      .map((names) => JSON.stringify({ setting: 'channelCollections', of: '10', names })),
    fc.array(id, { maxLength: 20 }).map((roles) => JSON.stringify({ setting: 'collectionRoles', of: 'a_b', roles })),
  );
  const entry = fc.record({
    at: fc.integer({ min: 0, max: 4e12 }),
    actor: id,
    action: fc.oneof(
      fc.constantFrom('settings', 'index.run'),
      anyText.map((text) => text.slice(0, 50)),
    ),
    detail: details,
  });
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: AUDIT_PAGE }),
      fc.constantFrom(...(Object.keys(LANGUAGES) as Language[])),
      (entries, language) => {
        const actions = [...new Set(entries.map(({ action }) => action))];
        const given = { entries, page: 1, pages: 3, actions, filterId: 'audit:filter', all: '-' };
        const shown = renderAudit({ ...given, idOf: (to) => `audit:${to}` }, wordsIn(language), language);
        expect(messageFaults(shown)).toEqual([]);
      },
    ),
  );
});

test('changes are recorded and can be shown in any language', () => {
  const before = { ...DEFAULTS, watched: ['10'] };
  const after: ServerSettings = {
    ...{ watched: ['11'], place: 'thread', sureness: 'open', askers: ['20'], admins: [], cooldown: 30 },
    ...{ collections: ['news'], channelCollections: { '10': [''] }, collectionRoles: { staff: ['21'] } },
    keepQuestions: 30,
  };
  const told = (one: ServerSettings, other: ServerSettings, language: Language) =>
    recordedChanges(one, other).map((detail) => describeRecorded(detail, wordsIn(language), language));
  expect(recordedChanges(after, after)).toEqual([]);
  expect(told(before, after, 'en')).toEqual([
    'Answers without a mention: + <#11>, − <#10>',
    'May ask: + <@&20>',
    'In this server: news',
    'In <#10>: (in no folder)',
    'staff: only for <@&21>',
    'How sure it must be to do so: fairly sure',
    'Mentions are answered: in a thread',
    'Wait between two questions from the same person: 30 seconds',
    'stored for 30 days, without names',
  ]);
  expect(told(after, before, 'de')).toContain('staff: für alle');
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    expect(told(before, after, language).every((words) => words && !words.includes(':settings'))).toBe(true);
  }
  expect(describeRecorded('{"setting":"moon"}', wordsIn('en'), 'en')).toBeUndefined();
  expect(describeRecorded('a.txt', wordsIn('en'), 'en')).toBeUndefined();
});
