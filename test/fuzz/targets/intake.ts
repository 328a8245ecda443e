import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect } from 'vitest';
import { nameOf } from '../../../src/intake/incoming.js';
import { IntakeError } from '../../../src/intake/intake-error.js';
import { safeCollectionName, safeFileName } from '../../../src/intake/names.js';
import { allowed, attachmentReach, isPublicAddress, PUBLIC_WEB } from '../../../src/intake/reach.js';
import { formsOf, withoutSecrets } from '../../../src/runtime/secrets.js';
import { parseUrl } from '../../../src/runtime/urls.js';
import { openState, type State } from '../../../src/state/state.js';
import { type After, temporaryFolder } from '../../support/folders.js';
import { anyJson, anyText, anyWord } from '../any.js';
import { type Target, target } from '../fuzz.js';

let state: State;
let raw: Database.Database;

/** A real database of the bot's memory, for what is written into it below. */
export async function openFuzzState(after: After): Promise<void> {
  const folder = await temporaryFolder(after);
  state = openState(folder, {});
  raw = new Database(path.join(folder, 'verbatim.db'));
  after(async () => {
    raw.close();
    state.close();
  });
}

const octet = fc.nat(255);
/** Addresses that are nobody's business, as four numbers. */
const inside = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
  fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
  fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
  fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
);
type Four = [number, number, number, number];
const hex = (one: number, other: number) => (one * 256 + other).toString(16);
const whole = ([a, b, c, d]: Four) => ((a * 256 + b) * 256 + c) * 256 + d;
/** The ways to write an address into a URL. */
const WAYS: readonly ((address: Four) => string)[] = [
  (four) => four.join('.'),
  (four) => String(whole(four)),
  (four) => `0x${whole(four).toString(16)}`,
  (four) => `0${whole(four).toString(8)}`,
  (four) => four.map((each) => `0${each.toString(8)}`).join('.'),
  (four) => four.map((each) => `0x${each.toString(16)}`).join('.'),
  ([a, b, c, d]) => `${a}.${(b * 256 + c) * 256 + d}`,
  ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}.`,
  (four) =>
    [...four.join('.')].map((sign) => (/\d/.test(sign) ? String.fromCodePoint(0xff10 + Number(sign)) : '。')).join(''),
  (four) => four.join('%2e'),
  (four) => `[::ffff:${four.join('.')}]`,
  (four) => `[::${four.join('.')}]`,
  ([a, b, c, d]) => `[::ffff:${hex(a, b)}:${hex(c, d)}]`,
  ([a, b, c, d]) => `[::ffff:0:${hex(a, b)}:${hex(c, d)}]`,
  ([a, b, c, d]) => `[64:ff9b::${hex(a, b)}:${hex(c, d)}]`,
  ([a, b, c, d]) => `[64:ff9b:1::${hex(a, b)}:${hex(c, d)}]`,
  ([a, b, c, d]) => `[2002:${hex(a, b)}:${hex(c, d)}::1]`,
  ([a, b, c, d]) => `[2001:0:${hex(a, b)}:${hex(c, d)}::]`,
  ([a, b, c, d]) => `[fe80::${hex(a, b)}:${hex(c, d)}]`,
  ([a, b, c, d]) => `[fd00::${hex(a, b)}:${hex(c, d)}]`,
];

const anyLink = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc
    .tuple(
      fc.constantFrom('http:', 'https:', 'HTTP:', 'file:', 'javascript:', 'data:', '', 'http:/', 'ftp:'),
      anyWord,
      anyWord,
    )
    .map(([scheme, host, rest]) => `${scheme}//${host}/${rest}`),
  anyWord,
);
function refusalOf(link: string, reach: typeof PUBLIC_WEB): string | URL {
  try {
    return allowed(link, reach);
  } catch (error) {
    expect(error).toBeInstanceOf(IntakeError);
    return (error as IntakeError).refusal;
  }
}

const SECRET = 'MTExMjIyMzMzNDQ0NTU1NjY2.GfAkEe.tHiS_iS-n0-rEaL_sEcReT-aNd-NeVeR-wAs1';
const FORMS = formsOf(SECRET);

export const INTAKE_TARGETS: readonly Target[] = [
  target<[Four, number]>({
    name: 'addresses of private networks',
    inputs: 6_000,
    from: fc.tuple(inside as fc.Arbitrary<Four>, fc.nat(WAYS.length - 1)),
    check([address, way]) {
      const host = WAYS[way]?.(address) ?? '';
      expect(['forbiddenAddress', 'badLink']).toContain(refusalOf(`http://${host}/a.txt`, PUBLIC_WEB));
      expect(isPublicAddress(host.replace(/^\[|\]$/g, ''))).toBe(false);
    },
  }),
  target<string>({
    name: 'links',
    inputs: 5_000,
    from: anyLink,
    check(link) {
      const asked = refusalOf(link, PUBLIC_WEB);
      if (asked instanceof URL) {
        expect(asked.protocol).toMatch(/^https?:$/);
        expect([asked.port, asked.username, asked.password]).toEqual(['', '', '']);
      }
      const attached = refusalOf(link, attachmentReach('http://127.0.0.1:9/api'));
      if (attached instanceof URL)
        expect(['cdn.discordapp.com', 'media.discordapp.net', '127.0.0.1:9']).toContain(attached.host);
    },
  }),
  target<[string, string]>({
    name: 'names of files and collections',
    inputs: 6_000,
    from: fc.tuple(anyText(8), fc.constantFrom('', '.md', '.TXT', '.jsonl', '/', '\\', '.')),
    check([name, ending]) {
      for (const safe of [safeFileName(name + ending), safeCollectionName(name)]) {
        if (safe === undefined) continue;
        expect(path.posix.dirname(path.posix.resolve('/folder', safe))).toBe('/folder');
        expect(path.win32.basename(safe)).toBe(safe);
        expect(safe).toMatch(/^[^.\s/\\\p{Cc}\p{Cf}:*?"<>|][^/\\\p{Cc}\p{Cf}:*?"<>|]*$/u);
        expect(Buffer.byteLength(safe)).toBeLessThan(255);
      }
    },
  }),
  target<[string, string]>({
    name: 'names of what a link leads to',
    inputs: 2_000,
    from: fc.tuple(
      anyLink,
      fc.oneof(fc.constantFrom('text/plain', 'text/html', 'text/markdown', 'application/jsonl', ''), anyWord),
    ),
    check([link, type]) {
      const url = parseUrl(link);
      if (!url) return;
      try {
        expect(path.posix.basename(nameOf({ url, type }))).toMatch(/^[^./\\][^/\\]*\.\w+$/u);
      } catch (error) {
        expect(error).toBeInstanceOf(IntakeError);
      }
    },
    examples: [['http://a.aa', 'constructor']],
  }),
  target<[string, number, string]>({
    name: 'secrets in texts',
    inputs: 4_000,
    from: fc.tuple(anyText(10), fc.nat(FORMS.length - 1), anyText(10)),
    check([before, form, after]) {
      const clean = withoutSecrets(`${before}${FORMS[form]}${after}`, FORMS);
      for (const each of FORMS) expect(clean).not.toContain(each);
    },
  }),
  target<[unknown, unknown]>({
    name: 'what was remembered',
    inputs: 1_000,
    from: fc.tuple(
      anyJson,
      fc.dictionary(
        fc.constantFrom('watched', 'collections', 'collectionRoles', 'channelCollections', 'cooldown', '__proto__'),
        anyJson,
      ),
    ),
    check([answer, settings]) {
      raw.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)').run('1', JSON.stringify(settings));
      raw.prepare('INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?)').run('x', Date.now(), '1', JSON.stringify(answer));
      expect(state.shown.find('x', '1')).toBeUndefined();
      const { watched, cooldown, collectionRoles } = state.settings.of('1');
      expect(watched.every((id) => /^\d{1,20}$/.test(id))).toBe(true);
      expect(Number.isInteger(cooldown)).toBe(true);
      expect(
        Object.values(collectionRoles)
          .flat()
          .every((id) => /^\d{1,20}$/.test(id)),
      ).toBe(true);
      state.settings.restrictedAnywhere();
      state.settings.watchedAnywhere();
    },
  }),
];
