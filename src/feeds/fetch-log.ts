import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../runtime/errors.js';
import type { Validators } from './web.js';

/** What is known about an address since it was last tried. Times are milliseconds since 1970. */
export interface LoggedAddress {
  /** The path of the list in the articles folder. */
  readonly list: string;
  readonly address: string;
  /** The feed that contains it as an item. */
  readonly feed?: string;
  /** The path of the file that it was stored in; if the file is missing, somebody removed it. */
  readonly file?: string;
  /** SHA-256 (hex) of that file as it was written, and of the version that was about to replace it. */
  readonly hash?: string;
  readonly arriving?: string;
  /** The final address after redirects, with the server's validators. */
  readonly validators?: Validators;
  /** For an item of a feed: the version of the feed's text about it. */
  readonly version?: string;
  readonly tried: number;
  /** Failures since the last success, the reason of the last one, and the time of the next try. */
  readonly failures: number;
  readonly reason?: string;
  readonly next?: number;
}

/** How long an address that is no longer in a list is logged: 30 days. */
const KEPT_FOR = 30 * 86_400_000;

const SCHEMA = `
  CREATE TABLE addresses (list TEXT NOT NULL, address TEXT NOT NULL, feed TEXT, seen INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (list, address)) WITHOUT ROWID;
  CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`;
const VERSION = 1;

export function logFile(dataDir: string): string {
  return path.join(dataDir, 'fetched.db');
}

/** What to do about a log that can't be used. */
export function logUnusable(reason = ''): string {
  const advice =
    'Check DATA_DIR and its permissions; a damaged file can be moved away: then everything is fetched again, and removed files come back.';
  return `The log of fetched links (fetched.db in DATA_DIR) can't be used: ${reason}. ${advice}`;
}

/** What was fetched, by list and address. If it is lost, everything is fetched again, and removed files come back. */
export class FetchLog {
  readonly #db: Database.Database;

  /** @throws UserError when the file can't be used */
  constructor(dataDir: string) {
    const file = logFile(dataDir);
    try {
      mkdirSync(dataDir, { recursive: true });
      this.#db = new Database(file, { timeout: 5_000 });
      this.#db.pragma('journal_mode = WAL');
      this.#db
        .transaction(() => {
          const version = Number(this.#db.pragma('user_version', { simple: true }));
          if (version > VERSION) throw new Error('it was written by a newer release');
          if (version === 0) this.#db.exec(SCHEMA);
          this.#db.pragma(`user_version = ${VERSION}`);
        })
        .immediate();
    } catch (cause) {
      throw new UserError(logUnusable((cause as Error).message), { cause });
    }
  }

  get(list: string, address: string): LoggedAddress | undefined {
    const row = this.#db
      .prepare<[string, string], { value: string }>('SELECT value FROM addresses WHERE list = ? AND address = ?')
      .get(list, address);
    return row && (JSON.parse(row.value) as LoggedAddress);
  }

  set(logged: LoggedAddress): void {
    const { list, address, feed } = logged;
    this.#db
      .prepare('INSERT OR REPLACE INTO addresses (list, address, feed, seen, value) VALUES (?, ?, ?, ?, ?)')
      .run(list, address, feed ?? null, Date.now(), JSON.stringify(logged));
  }

  /** The addresses of a list, or of one of its feeds. */
  of(list: string, feed?: string): LoggedAddress[] {
    const rows = this.#db
      .prepare<(string | null)[], { value: string }>(
        'SELECT value FROM addresses WHERE list = ? AND (? IS NULL OR feed = ?) ORDER BY address',
      )
      .all(list, feed ?? null, feed ?? null);
    return rows.map(({ value }) => JSON.parse(value) as LoggedAddress);
  }

  all(): LoggedAddress[] {
    const rows = this.#db.prepare<[], { value: string }>('SELECT value FROM addresses ORDER BY list, address').all();
    return rows.map(({ value }) => JSON.parse(value) as LoggedAddress);
  }

  /** Records that a list contains an address now, and with it all items that it named as a feed. */
  seen(list: string, address: string): void {
    this.#db
      .prepare('UPDATE addresses SET seen = ? WHERE list = ? AND (address = ? OR feed = ?)')
      .run(Date.now(), list, address, address);
  }

  /** Forgets an address in every list, and that its feed was read. */
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

  /** How often a file was written; increases before each write. */
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
  if (!existsSync(logFile(dataDir))) return undefined;
  const log = new FetchLog(dataDir);
  try {
    const noted = log.note('lastRun');
    return noted === undefined ? undefined : Number(noted);
  } finally {
    log.close();
  }
}

/** Records that everything up to a report's `writes` has been indexed. @throws UserError */
export function noteIndexed(dataDir: string, writes: number): void {
  const log = new FetchLog(dataDir);
  try {
    log.setNote('indexed', String(writes));
  } finally {
    log.close();
  }
}

/** The addresses of lists that failed when they were last tried; reads without changing anything. @throws SQLite's errors */
export function failuresIn(dataDir: string): readonly LoggedAddress[] {
  if (!existsSync(logFile(dataDir))) return [];
  const db = new Database(logFile(dataDir), { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    const rows = db.prepare<[], { value: string }>('SELECT value FROM addresses WHERE feed IS NULL').all();
    return rows.map(({ value }) => JSON.parse(value) as LoggedAddress).filter(({ failures }) => failures > 0);
  } finally {
    db.close();
  }
}
