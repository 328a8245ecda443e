import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../runtime/errors.js';
import type { Validators } from './web.js';

/** An address as it stood after it was last tried. Times are milliseconds since 1970. */
export interface Remembered {
  /** Path of the list under the articles folder. */
  readonly list: string;
  readonly address: string;
  /** The feed that it is an item of. */
  readonly feed?: string;
  /** Path of the file that it was stored in; one that is no longer there was taken out. */
  readonly file?: string;
  /** SHA-256, hex, of that file as it was written, and of the one that was about to be written over it. */
  readonly hash?: string;
  readonly arriving?: string;
  /** Where it led to in the end, with what the server said then. */
  readonly validators?: Validators;
  /** Of a feed's item: what the feed said of it. */
  readonly version?: string;
  readonly tried: number;
  /** Failures since it last succeeded, the reason of the last, and the time from which it is worth another try. */
  readonly failures: number;
  readonly reason?: string;
  readonly next?: number;
}

/** How long an address that stands in no list any more is remembered: 30 days. */
const KEPT_FOR = 30 * 86_400_000;

const SCHEMA = `
  CREATE TABLE addresses (list TEXT NOT NULL, address TEXT NOT NULL, feed TEXT, seen INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (list, address)) WITHOUT ROWID;
  CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`;
const VERSION = 1;

export function memoryFile(dataDir: string): string {
  return path.join(dataDir, 'fetched.db');
}

/** What to do about a memory that can't be used. */
export function memoryUnusable(reason = ''): string {
  const advice =
    'Check DATA_DIR and its permissions; a damaged file can be moved away: then all is fetched anew, and what was removed comes back.';
  return `What is remembered of fetched links (fetched.db in DATA_DIR) can't be used: ${reason}. ${advice}`;
}

/** What was fetched, by list and address. Lost, it costs a fetch of everything, and brings back what was taken out. */
export class FetchMemory {
  readonly #db: Database.Database;

  /** @throws UserError when the file can't be used */
  constructor(dataDir: string) {
    const file = memoryFile(dataDir);
    try {
      mkdirSync(dataDir, { recursive: true });
      this.#db = new Database(file, { timeout: 5_000 });
      this.#db.pragma('journal_mode = WAL');
      this.#db
        .transaction(() => {
          const version = Number(this.#db.pragma('user_version', { simple: true }));
          if (version > VERSION) throw new Error('a newer release wrote it');
          if (version === 0) this.#db.exec(SCHEMA);
          this.#db.pragma(`user_version = ${VERSION}`);
        })
        .immediate();
    } catch (cause) {
      throw new UserError(memoryUnusable((cause as Error).message), { cause });
    }
  }

  get(list: string, address: string): Remembered | undefined {
    const row = this.#db
      .prepare<[string, string], { value: string }>('SELECT value FROM addresses WHERE list = ? AND address = ?')
      .get(list, address);
    return row && (JSON.parse(row.value) as Remembered);
  }

  set(remembered: Remembered): void {
    const { list, address, feed } = remembered;
    this.#db
      .prepare('INSERT OR REPLACE INTO addresses (list, address, feed, seen, value) VALUES (?, ?, ?, ?, ?)')
      .run(list, address, feed ?? null, Date.now(), JSON.stringify(remembered));
  }

  /** Those of a list, or of one of its feeds. */
  of(list: string, feed?: string): Remembered[] {
    const rows = this.#db
      .prepare<(string | null)[], { value: string }>(
        'SELECT value FROM addresses WHERE list = ? AND (? IS NULL OR feed = ?) ORDER BY address',
      )
      .all(list, feed ?? null, feed ?? null);
    return rows.map(({ value }) => JSON.parse(value) as Remembered);
  }

  all(): Remembered[] {
    const rows = this.#db.prepare<[], { value: string }>('SELECT value FROM addresses ORDER BY list, address').all();
    return rows.map(({ value }) => JSON.parse(value) as Remembered);
  }

  /** Says that an address stands in a list now, and with it all that it named as a feed. */
  seen(list: string, address: string): void {
    this.#db
      .prepare('UPDATE addresses SET seen = ? WHERE list = ? AND (address = ? OR feed = ?)')
      .run(Date.now(), list, address, address);
  }

  /** Forgets an address, in whatever list, and that the feed it came from was read. */
  forget(address: string): void {
    for (const { list, feed } of this.all().filter((each) => each.address === address)) {
      const known = feed === undefined ? undefined : this.get(list, feed);
      if (known) {
        const { validators: _, ...rest } = known;
        this.set(rest);
      }
    }
    this.#db.prepare('DELETE FROM addresses WHERE address = ?').run(address);
  }

  forgetUnseen(): void {
    this.#db.prepare('DELETE FROM addresses WHERE seen < ?').run(Date.now() - KEPT_FOR);
  }

  forgetAll(): void {
    this.#db.exec('DELETE FROM addresses');
  }

  /** How often a file was written; changes whenever one is about to be. */
  get writes(): number {
    return Number(this.note('writes') ?? 0);
  }

  /** Whether files were written since `noteIndexed`. */
  get isIndexDue(): boolean {
    return Number(this.note('indexed') ?? 0) !== this.writes;
  }

  wrote(): void {
    this.setNote('writes', String(this.writes + 1));
  }

  note(name: string): string | undefined {
    return this.#db.prepare<[string], { value: string }>('SELECT value FROM notes WHERE name = ?').get(name)?.value;
  }

  setNote(name: string, value: string): void {
    this.#db.prepare('INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)').run(name, value);
  }

  close(): void {
    this.#db.close();
  }
}

/** When links were last fetched, in milliseconds since 1970. @throws UserError */
export function lastFetch(dataDir: string): number | undefined {
  if (!existsSync(memoryFile(dataDir))) return undefined;
  const memory = new FetchMemory(dataDir);
  try {
    const noted = memory.note('lastRun');
    return noted === undefined ? undefined : Number(noted);
  } finally {
    memory.close();
  }
}

/** Says that what a report's `writes` stands for has been indexed. @throws UserError */
export function noteIndexed(dataDir: string, writes: number): void {
  const memory = new FetchMemory(dataDir);
  try {
    memory.setNote('indexed', String(writes));
  } finally {
    memory.close();
  }
}

/** The addresses of lists that failed when they were last tried; read without changing anything. @throws SQLite's errors */
export function failuresIn(dataDir: string): readonly Remembered[] {
  if (!existsSync(memoryFile(dataDir))) return [];
  const db = new Database(memoryFile(dataDir), { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    const rows = db.prepare<[], { value: string }>('SELECT value FROM addresses WHERE feed IS NULL').all();
    return rows.map(({ value }) => JSON.parse(value) as Remembered).filter(({ failures }) => failures > 0);
  } finally {
    db.close();
  }
}
