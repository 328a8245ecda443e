import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectionsSeen, collectionsToDecide } from '../../src/discord/dispatch/collections.js';
import { DEFAULTS, type ServerSettings } from '../../src/state/settings.js';

const NAMES = ['', 'news', 'staff', 'archive'];
const existing = new Set(NAMES);
const settings = (own: Partial<ServerSettings> = {}): ServerSettings => ({ ...DEFAULTS, ...own });
const seen = (own: Partial<ServerSettings>, roles: string[] = [], channels = ['1'], restricted = ['']) =>
  collectionsSeen(settings(own), new Set(restricted.filter(Boolean)), () => existing, { channels, roles });

test('where nothing is limited, everything is seen', () => {
  expect(seen({})).toEqual({ open: undefined, own: undefined });
});

test('a server sees what its settings name, a channel what its own name of that, a thread what its channel sees', () => {
  expect(seen({ collections: ['news'] }).open).toEqual(new Set(['news']));
  const limits = { collections: ['news', 'archive'], channelCollections: { '1': ['archive', 'staff'] } };
  expect(seen(limits).open).toEqual(new Set(['archive']));
  expect(seen(limits, [], ['9', '1']).open).toEqual(new Set(['archive']));
  expect(seen(limits, [], ['2']).open).toEqual(new Set(['news', 'archive']));
});

test('a collection limited to roles is not public, and visible to people with one of them', () => {
  const limits = { collectionRoles: { staff: ['5'] } };
  expect(seen(limits, ['5'], ['1'], ['staff'])).toEqual({
    open: new Set(['', 'news', 'archive']),
    own: new Set(NAMES),
  });
  expect(seen(limits, ['6'], ['1'], ['staff']).own).toEqual(new Set(['', 'news', 'archive']));
});

test('what one server limits to roles is not part of “all” in another', () => {
  expect(seen({}, ['5'], ['1'], ['staff']).own).toEqual(new Set(['', 'news', 'archive']));
});

test('nobody sees less alone than everyone does, nor anything outside the limits', () => {
  const names = fc.subarray(NAMES);
  const roles = fc.subarray(['5', '6', '7']);
  fc.assert(
    fc.property(
      fc.option(names),
      fc.option(names),
      fc.dictionary(fc.constantFrom(...NAMES), roles),
      roles,
      (server, channel, kept, own) => {
        const limits = {
          collections: server,
          channelCollections: channel ? { '1': channel } : {},
          collectionRoles: kept,
        };
        const restricted = Object.entries(kept).flatMap(([name, some]) => (some.length > 0 ? [name] : []));
        const result = collectionsSeen(settings(limits), new Set(restricted), () => existing, {
          channels: ['1'],
          roles: own,
        });
        const [open, personal] = [result.open ?? existing, result.own ?? existing];
        for (const name of open) {
          expect(personal.has(name)).toBe(true);
          expect(kept[name] ?? []).toEqual([]);
        }
        for (const name of personal) {
          if (server) expect(server).toContain(name);
          if (channel) expect(channel).toContain(name);
          if (kept[name]?.length) expect(kept[name].some((role) => own.includes(role))).toBe(true);
        }
      },
    ),
  );
});

test('a folder may be named like a property of every object', () => {
  const odd = new Set(['constructor', 'toString', 'news']);
  const result = collectionsSeen(
    settings({ collectionRoles: { constructor: ['5'] } }),
    new Set(['constructor']),
    () => odd,
    {
      channels: ['1'],
      roles: ['5'],
    },
  );
  expect(result).toEqual({ open: new Set(['toString', 'news']), own: odd });
});

test('administrators configure all collections except those that only other servers limit to roles', () => {
  const restricted = new Set(['staff', 'archive']);
  expect(collectionsToDecide(settings(), restricted, existing)).toEqual(['', 'news']);
  expect(collectionsToDecide(settings({ collectionRoles: { staff: ['5'] } }), restricted, existing)).toEqual([
    '',
    'news',
    'staff',
  ]);
  // What was named and is gone from the index is not there to decide on.
  expect(collectionsToDecide(settings({ collections: ['archive', 'lost'] }), restricted, existing)).toEqual([
    '',
    'archive',
    'news',
  ]);
});
