import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { StateUnavailableError } from '../../src/state/database.js';
import { inspectDatabase } from '../../src/state/inspect.js';
import { openState } from '../../src/state/state.js';
import { temporaryFolder } from '../support/folders.js';

test('a server’s settings survive the process, and everything else uses the defaults', async () => {
  const folder = await temporaryFolder();
  const first = openState(folder, { admins: ['7'] });
  first.settings.change('1', { place: 'thread', watched: ['22'] });
  first.close();
  const second = openState(folder, { admins: ['8'] });
  expect(second.settings.of('1')).toMatchObject({ place: 'thread', watched: ['22'], admins: ['8'], cooldown: 0 });
  expect(second.settings.of('2')).toMatchObject({ place: 'reply', watched: [], admins: ['8'] });
  second.settings.reset('1');
  expect(second.settings.of('1')).toMatchObject({ place: 'reply', watched: [] });
  second.close();
});

test('a value out of range is refused and changes nothing', async () => {
  const state = openState(await temporaryFolder(), {});
  expect(() => state.settings.change('1', { cooldown: -1 })).toThrow();
  expect(() => state.settings.change('1', { watched: ['not an id'] })).toThrow();
  expect(state.settings.of('1')).toMatchObject({ cooldown: 0, watched: [] });
  state.close();
});

test('a damaged field falls back to its default without affecting the others', async () => {
  const folder = await temporaryFolder();
  openState(folder, {}).close();
  const db = new Database(path.join(folder, 'verbatim.db'));
  db.prepare('INSERT INTO settings VALUES (?, ?)').run('1', '{"place":"moon","cooldown":30}');
  db.close();
  const state = openState(folder, {});
  expect(state.settings.of('1')).toMatchObject({ place: 'reply', cooldown: 30 });
  state.close();
});

test('a file that is not a database, or was written by a newer release, is refused with what to do', async () => {
  const broken = await temporaryFolder();
  await writeFile(path.join(broken, 'verbatim.db'), 'x'.repeat(5_000));
  expect(() => openState(broken, {})).toThrow(StateUnavailableError);
  expect(() => openState(broken, {})).toThrow(/DATA_DIR/);
  const newer = await temporaryFolder();
  openState(newer, {}).close();
  const db = new Database(path.join(newer, 'verbatim.db'));
  db.pragma('user_version = 999');
  db.close();
  expect(() => openState(newer, {})).toThrow(/newer release/);
});

test('collections that some server limits to roles are known everywhere', async () => {
  const state = openState(await temporaryFolder(), {});
  state.settings.change('1', { collectionRoles: { staff: ['5'], open: [] } });
  expect([...state.settings.restrictedAnywhere()]).toEqual(['staff']);
  state.close();
});

test('it is known whether any server watches a channel, or does by default', async () => {
  const state = openState(await temporaryFolder(), {});
  expect(state.settings.watchedAnywhere()).toBe(false);
  state.settings.change('1', { watched: ['22'] });
  expect(state.settings.watchedAnywhere()).toBe(true);
  state.settings.change('1', { watched: [] });
  expect(state.settings.watchedAnywhere()).toBe(false);
  state.close();
  const byDefault = openState(await temporaryFolder(), { watched: ['22'] });
  expect(byDefault.settings.watchedAnywhere()).toBe(true);
  byDefault.close();
});

test('unreadable settings do not count as none, and a damaged file is not changed', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'verbatim.db');
  const state = openState(folder, {});
  state.settings.change('1', { collectionRoles: { staff: ['5'] } });
  state.close();
  const whole = await readFile(file);
  const damaged = Buffer.from(whole.toString('latin1').replace('{"collectionRoles"', '["collectionRoles"'), 'latin1');
  expect(damaged.equals(whole)).toBe(false);
  await writeFile(file, damaged);
  expect(() => openState(folder, {})).toThrow(/settings are damaged.*restore it from a copy, or move it away/);
  expect(await readdir(folder)).toEqual(['verbatim.db']);
  expect(inspectDatabase(folder)?.defect).toMatch(/settings are damaged/);
  expect(await readFile(file)).toEqual(damaged);
});
