import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { auditIn } from '../../src/state/audit.js';
import { openDatabase } from '../../src/state/database.js';
import { openState } from '../../src/state/state.js';
import { temporaryFolder } from '../support/folders.js';

const DAY = 24 * 60 * 60_000;
const all = { skip: 0, most: 100 };

test('actions of administrators survive the process, newest first, separately for each server', async () => {
  const folder = await temporaryFolder();
  const first = openState(folder, {});
  for (const action of ['settings', 'reindex', 'settings']) first.audit.add('1', '7', action, `about ${action}`);
  first.audit.add('2', '8', 'articles.add', 'a.txt');
  first.close();
  const { audit, close } = openState(folder, {});
  expect(audit.list('1', all).entries.map(({ action }) => action)).toEqual(['settings', 'reindex', 'settings']);
  expect(audit.list('1', { action: 'settings', skip: 1, most: 1 })).toMatchObject({
    entries: [{ actor: '7', action: 'settings', detail: 'about settings' }],
    total: 2,
  });
  expect(audit.actions('1')).toEqual(['reindex', 'settings']);
  expect(audit.list('2', all).total).toBe(1);
  close();
});

test('an entry is deleted after 180 days, and so are the oldest of very many', async () => {
  const folder = await temporaryFolder();
  const db = openDatabase(folder);
  let today = Date.parse('2026-01-01');
  const audit = auditIn(db, () => today);
  audit.add('1', '7', 'reindex', 'long ago');
  audit.add('2', '7', 'reindex', 'long ago elsewhere');
  today += 179 * DAY;
  expect(audit.list('1', all).total).toBe(1);
  today += 2 * DAY;
  expect(audit.list('1', all).total).toBe(0);
  expect(audit.actions('1')).toEqual([]);
  for (let each = 0; each < 10_050; each += 1) audit.add('1', '7', 'settings', String(each));
  expect(audit.list('1', { skip: 9_999, most: 5 })).toMatchObject({ entries: [{ detail: '50' }], total: 10_000 });
  db.close();
  const raw = new Database(path.join(folder, 'verbatim.db'));
  expect(raw.prepare("SELECT count(*) AS left FROM audit WHERE guild = '2'").get()).toEqual({ left: 0 });
  raw.close();
});

test('a detail is one line of limited length, without possible secrets in addresses', async () => {
  const { audit, close } = openState(await temporaryFolder(), {});
  audit.add('1', '7', 'articles.add', 'from https://me:secret1@example.com/a/b.txt?token=secret2#secret3\nand on');
  audit.add('1', '7', 'a'.repeat(200), `${'x'.repeat(1_999)}😀${'y'.repeat(1_000)}`);
  const [long, short] = audit.list('1', all).entries;
  expect(short?.detail).toBe('from https://example.com/a/b.txt and on');
  expect(long?.action).toHaveLength(50);
  expect(long?.detail).toBe(`${'x'.repeat(1_999)}…`);
  close();
});
