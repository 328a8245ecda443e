import fc from 'fast-check';
import { expect } from 'vitest';
import { RefusedError } from '../../../src/discord/dispatch/failures.js';
import { renderAudit } from '../../../src/discord/settings/audit-card.js';
import { changeBy } from '../../../src/discord/settings/changes.js';
import { page } from '../../../src/discord/settings/pages.js';
import { describeRecorded } from '../../../src/discord/settings/recorded.js';
import type { View } from '../../../src/discord/settings/view.js';
import { LANGUAGES, type Language, wordsIn } from '../../../src/i18n/words.js';
import { DEFAULTS } from '../../../src/state/settings.js';
import { anyCustomId, anyJson, anyText, anyWord } from '../any.js';
import { type Target, target } from '../fuzz.js';
import { expectFit } from './fit.js';

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
  language: fc.constantFrom(...(Object.keys(LANGUAGES) as Language[])),
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

/** What administrators see: the settings panel and the audit log. */
export const PANEL_TARGETS: readonly Target[] = [
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
  target<[Given, string, readonly string[], readonly string[]]>({
    name: 'the settings panel',
    inputs: 1_000,
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
];
