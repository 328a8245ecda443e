import { stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.js';
import { collectionsSeen } from '../../src/discord/dispatch/collections.js';
import { describeRecorded, recordedChanges } from '../../src/discord/settings/recorded.js';
import { wordsIn } from '../../src/i18n/words.js';
import { openState } from '../../src/state/state.js';
import { temporaryFolder } from '../support/folders.js';

// Holes that were found once, each by its own test.

test.each(['__proto__', 'constructor', 'hasOwnProperty'])(
  'a collection called %s is kept to its roles',
  async (name) => {
    const state = openState(await temporaryFolder(), {});
    try {
      const before = state.settings.of('1');
      const after = state.settings.change('1', { collectionRoles: { ...before.collectionRoles, [name]: ['5'] } });
      expect(state.settings.restrictedAnywhere().has(name)).toBe(true);
      const seen = (roles: string[]) =>
        collectionsSeen(state.settings.of('1'), state.settings.restrictedAnywhere(), () => [name], {
          channels: ['9'],
          roles,
        });
      expect(seen([]).own?.has(name)).toBe(false);
      expect(seen(['5']).own?.has(name)).toBe(true);
      expect(seen(['5']).open?.has(name)).toBe(false);
      const [detail = ''] = recordedChanges(before, after);
      expect(describeRecorded(detail, wordsIn('en'), 'en')).toContain('<@&5>');
      const { [name]: _, ...rest } = after.collectionRoles;
      expect(recordedChanges(after, state.settings.change('1', { collectionRoles: rest }))).toHaveLength(1);
      expect(state.settings.restrictedAnywhere().size).toBe(0);
    } finally {
      state.close();
    }
  },
);

test('what the bot remembers can be read by nobody else on the machine', async () => {
  const folder = path.join(await temporaryFolder(), 'data');
  openState(folder, {}).close();
  const modes = await Promise.all(
    [folder, path.join(folder, 'verbatim.db')].map(async (each) => (await stat(each)).mode & 0o077),
  );
  expect(modes).toEqual([0, 0]);
});

test('the token is in the environment of nothing that the bot starts', () => {
  process.env.DISCORD_TOKEN = 'c2VjcmV0.c2VjcmV0.c2VjcmV0c2VjcmV0c2VjcmV0';
  expect(loadConfig().discord.token).toMatch(/^c2VjcmV0/);
  expect(process.env.DISCORD_TOKEN).toBeUndefined();
});
