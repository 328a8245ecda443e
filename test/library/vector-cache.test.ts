import { existsSync } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openVectorCache, settleVectorCache } from '../../src/library/indexing/vector-cache.js';
import { temporaryFolder } from '../support/folders.js';

const DIMENSIONS = 4;

async function cached(texts: readonly string[]) {
  const file = path.join(await temporaryFolder(), 'vector-cache.db');
  const cache = openVectorCache(file, 'model', DIMENSIONS);
  cache.put(texts.map((text) => [cache.key(text), Float32Array.of(0.5, 0.5, 0.5, -0.5)]));
  return { file, cache };
}

test('a vector with changed bits is ignored, even if it looks like a valid vector', async () => {
  const { file, cache } = await cached(['one', 'two']);
  const key = cache.key('one');
  expect(cache.get(key)).toEqual(Float32Array.of(0.5, 0.5, 0.5, -0.5));
  cache.close();
  const db = new Database(file);
  // The sign of a number changes: the length stays 1.
  const vector = Buffer.from(Float32Array.of(0.5, -0.5, 0.5, -0.5).buffer);
  db.prepare('UPDATE vectors SET vector = ? WHERE key = ?').run(vector, key);
  db.close();
  const again = openVectorCache(file, 'model', DIMENSIONS);
  expect(again.get(key)).toBeUndefined();
  expect(again.get(again.key('two'))).toBeDefined();
  again.close();
});

test('a vector in another text’s row is ignored', async () => {
  const { file, cache } = await cached(['one', 'two']);
  const [one, two] = [cache.key('one'), cache.key('two')];
  cache.put([[two, Float32Array.of(1, 0, 0, 0)]]);
  cache.close();
  const db = new Database(file);
  db.prepare('UPDATE vectors SET (vector, sum) = (SELECT vector, sum FROM vectors WHERE key = ?) WHERE key = ?').run(
    two,
    one,
  );
  db.close();
  const again = openVectorCache(file, 'model', DIMENSIONS);
  expect(again.get(one)).toBeUndefined();
  again.close();
});

test('a cache frees the space of removed vectors', async () => {
  const texts = Array.from({ length: 5_000 }, (_, index) => `text ${index}`);
  const { file, cache } = await cached(texts);
  cache.keepOnly(texts.map((text) => cache.key(text)));
  const { size: full } = await stat(file);
  cache.keepOnly(texts.slice(0, 100).map((text) => cache.key(text)));
  expect((await stat(file)).size).toBeLessThan(full / 10);
  expect((await stat(`${file}-wal`)).size).toBe(0);
  expect(cache.get(cache.key('text 99'))).toBeDefined();
  expect(cache.get(cache.key('text 100'))).toBeUndefined();
  cache.close();
});

test('what a killed run left next to the cache is recovered', async () => {
  const { file, cache } = await cached(['one']);
  const left = path.join(await temporaryFolder(), 'vector-cache.db');
  for (const part of ['', '-wal']) await copyFile(`${file}${part}`, `${left}${part}`);
  cache.close();
  settleVectorCache(left);
  expect([`${left}-wal`, `${left}-shm`].some((each) => existsSync(each))).toBe(false);
  const again = openVectorCache(left, 'model', DIMENSIONS);
  expect(again.get(again.key('one'))).toBeDefined();
  again.close();
});

test('a cache from before vectors had checksums is discarded', async () => {
  const file = path.join(await temporaryFolder(), 'vector-cache.db');
  const db = new Database(file);
  db.exec('CREATE TABLE vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID');
  db.prepare('INSERT INTO vectors VALUES (?, ?)').run(Buffer.alloc(16), Buffer.alloc(16));
  db.close();
  const cache = openVectorCache(file, 'model', DIMENSIONS);
  expect(cache.get(Buffer.alloc(16))).toBeUndefined();
  cache.close();
});
