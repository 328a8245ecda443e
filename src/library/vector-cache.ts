import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Vectors by the content they were made from, so that an index run embeds only what it has not seen. */
export interface VectorCache {
  key(text: string): Buffer;
  /** Undefined too when what is stored can't be a unit vector of this model's. */
  get(key: Buffer): Float32Array | undefined;
  put(entries: readonly (readonly [Buffer, Float32Array])[]): void;
  clear(): void;
  /** Forgets whatever is not among `keys`. */
  keepOnly(keys: Iterable<Buffer>): void;
  close(): void;
}

/** A cache in SQLite; a damaged one is thrown away and started anew, since it can always be recomputed. */
export function openVectorCache(file: string, modelFingerprint: string, dimensions: number): VectorCache {
  const db = openOrRestart(file);
  const select = db.prepare<[Buffer], { vector: Buffer }>('SELECT vector FROM vectors WHERE key = ?');
  const insert = db.prepare('INSERT OR REPLACE INTO vectors (key, vector) VALUES (?, ?)');
  return {
    key: (text) => createHash('sha256').update(`${modelFingerprint}\n${text}`).digest().subarray(0, 16),
    get(key) {
      const row = select.get(key);
      if (row?.vector.byteLength !== 4 * dimensions) return undefined;
      const vector = new Float32Array(new Uint8Array(row.vector).buffer);
      return Math.abs(Math.hypot(...vector) - 1) < 1e-3 ? vector : undefined;
    },
    put: db.transaction((entries: readonly (readonly [Buffer, Float32Array])[]) => {
      for (const [key, vector] of entries) {
        insert.run(key, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
      }
    }),
    clear: () => db.exec('DELETE FROM vectors'),
    keepOnly: db.transaction((keys: Iterable<Buffer>) => {
      db.exec('CREATE TEMP TABLE kept (key BLOB PRIMARY KEY) WITHOUT ROWID');
      const keep = db.prepare('INSERT OR IGNORE INTO kept (key) VALUES (?)');
      for (const key of keys) keep.run(key);
      db.exec('DELETE FROM vectors WHERE key NOT IN (SELECT key FROM kept); DROP TABLE kept');
    }),
    close: () => db.close(),
  };
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
    db.exec('CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID');
    const found = db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw Object.assign(new Error(`${file}: ${found}`), { code: 'SQLITE_CORRUPT' });
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}
