import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Increase with every change of the table: a cache of another version is discarded. */
const VERSION = 1;
/** The share of the file's pages that may be empty before the file is compacted. */
const EMPTY_SHARE = 0.25;

/** Vectors by the content that they were made from, so that an index run embeds only new content. */
export interface VectorCache {
  key(text: string): Buffer;
  /** Undefined also if the stored vector is damaged. */
  get(key: Buffer): Float32Array | undefined;
  put(entries: readonly (readonly [Buffer, Float32Array])[]): void;
  clear(): void;
  /** Removes everything that is not among `keys`, and frees the space. */
  keepOnly(keys: Iterable<Buffer>): void;
  close(): void;
}

/** A cache in SQLite. A damaged cache is discarded, since it can always be recomputed. */
export function openVectorCache(file: string, modelFingerprint: string, dimensions: number): VectorCache {
  const db = openOrRestart(file);
  const select = db.prepare<[Buffer], { vector: Buffer; sum: Buffer }>('SELECT vector, sum FROM vectors WHERE key = ?');
  const insert = db.prepare('INSERT OR REPLACE INTO vectors (key, vector, sum) VALUES (?, ?, ?)');
  const forgetOthers = db.transaction((keys: Iterable<Buffer>) => {
    db.exec('CREATE TEMP TABLE kept (key BLOB PRIMARY KEY) WITHOUT ROWID');
    const keep = db.prepare('INSERT OR IGNORE INTO kept (key) VALUES (?)');
    for (const key of keys) keep.run(key);
    db.exec('DELETE FROM vectors WHERE key NOT IN (SELECT key FROM kept); DROP TABLE kept');
  });
  return {
    key: (text) => createHash('sha256').update(`${modelFingerprint}\n${text}`).digest().subarray(0, 16),
    get(key) {
      const row = select.get(key);
      if (row?.vector.byteLength !== 4 * dimensions || !sumOf(key, row.vector).equals(row.sum)) return undefined;
      return new Float32Array(new Uint8Array(row.vector).buffer);
    },
    put: db.transaction((entries: readonly (readonly [Buffer, Float32Array])[]) => {
      for (const [key, { buffer, byteOffset, byteLength }] of entries) {
        const vector = Buffer.from(buffer, byteOffset, byteLength);
        insert.run(key, vector, sumOf(key, vector));
      }
    }),
    clear: () => db.exec('DELETE FROM vectors'),
    keepOnly(keys) {
      forgetOthers(keys);
      const pages = (what: string) => Number(db.pragma(what, { simple: true }));
      if (pages('freelist_count') > EMPTY_SHARE * pages('page_count')) db.exec('VACUUM');
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    close: () => db.close(),
  };
}

/** Recovers what a killed run left next to the cache's file. */
export function settleVectorCache(file: string): void {
  if (existsSync(`${file}-wal`)) openOrRestart(file).close();
}

/** Detects a vector that was changed on disk or belongs to another text: even with a flipped bit it may look valid. */
function sumOf(key: Buffer, vector: Buffer): Buffer {
  return createHash('sha256').update(key).update(vector).digest().subarray(0, 8);
}

function openOrRestart(file: string): Database.Database {
  try {
    return openCacheFile(file);
  } catch (cause) {
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test((cause as { code?: string }).code ?? '')) throw cause;
    for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true });
    return openCacheFile(file);
  }
}

function openCacheFile(file: string): Database.Database {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    const found = db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw Object.assign(new Error(`${file}: ${found}`), { code: 'SQLITE_CORRUPT' });
    if (Number(db.pragma('user_version', { simple: true })) !== VERSION) db.exec('DROP TABLE IF EXISTS vectors');
    db.exec(
      'CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, sum BLOB NOT NULL) WITHOUT ROWID',
    );
    db.pragma(`user_version = ${VERSION}`);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}
