import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../runtime/errors.js';
import { storageError } from '../runtime/files/storage-error.js';
import { MIGRATIONS } from './migrations.js';

/** The bot's own data, besides the index. */
export type StateDatabase = Database.Database;

/** The file can't be opened, or a newer release of the bot wrote it. */
export class StateUnavailableError extends UserError {}

export function databaseFile(dataDir: string): string {
  return path.join(dataDir, 'verbatim.db');
}

/**
 * Opens (or creates) the bot's database in `dataDir` and updates its tables. Several processes may share it: writes wait up to five
 * seconds for each other.
 * @throws StateUnavailableError
 */
export function openDatabase(dataDir: string): StateDatabase {
  const file = databaseFile(dataDir);
  let db: StateDatabase | undefined;
  try {
    // Other users of the machine must not read what people asked; SQLite gives its auxiliary files the same permissions.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    db = new Database(file, { timeout: 5_000 });
    db.pragma('journal_mode = WAL');
    checkIntegrity(db);
    db.pragma('foreign_keys = ON');
    // Deleted personal data must not remain readable in the file.
    db.pragma('secure_delete = ON');
    migrate(db, file);
    return db;
  } catch (cause) {
    db?.close();
    throw notOpened(file, cause);
  }
}

/** The error for a database that can't be opened. */
export function notOpened(file: string, cause: unknown): StateUnavailableError {
  if (cause instanceof StateUnavailableError) return cause;
  const what = `The bot's database can't be opened (${file})`;
  const disk = storageError(cause, what, 'start again');
  const damaged =
    `${what}: ${(cause as Error).message}. Check DATA_DIR. If the file is damaged, restore it from a copy, or move it away to start with ` +
    'an empty one: the settings of all servers are then lost. Nothing was changed in it.';
  return new StateUnavailableError(disk?.message ?? damaged, { cause });
}

/**
 * Finds damaged pages now, before they are needed or corrupt new data.
 * @throws an error that says what is wrong.
 */
export function checkIntegrity(db: StateDatabase): void {
  const found = String(db.pragma('quick_check(1)', { simple: true }));
  if (found !== 'ok') throw new Error(found);
  const isNew = Number(db.pragma('user_version', { simple: true })) === 0;
  // Settings control who may see what: unreadable settings must not count as no settings.
  const unreadable = isNew ? undefined : db.prepare('SELECT 1 FROM settings WHERE NOT json_valid(value)').get();
  if (unreadable) throw new Error("a server's settings are damaged");
}

function migrate(db: StateDatabase, file: string): void {
  const upgrade = db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > MIGRATIONS.length) {
      throw new StateUnavailableError(
        `The bot's database (${file}) was written by a newer release (version ${version}; this one supports up to ${MIGRATIONS.length}). Update the bot, or set DATA_DIR to another folder.`,
      );
    }
    for (const statements of MIGRATIONS.slice(version)) db.exec(statements);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  });
  upgrade.immediate();
}
