import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../runtime/errors.js';
import { storageError } from '../runtime/files/storage-error.js';
import { MIGRATIONS } from './migrations.js';

/** What the bot remembers beside the index lies here. */
export type StateDatabase = Database.Database;

/** The file can't be opened, or a newer release of the bot wrote it. */
export class StateUnavailableError extends UserError {}

export function databaseFile(dataDir: string): string {
  return path.join(dataDir, 'verbatim.db');
}

/**
 * Opens (or creates) the bot's memory in `dataDir` and brings its tables up to date. Several processes may share it: writes
 * wait up to five seconds for each other.
 * @throws StateUnavailableError
 */
export function openDatabase(dataDir: string): StateDatabase {
  const file = databaseFile(dataDir);
  let db: StateDatabase | undefined;
  try {
    // What people asked and said is for nobody else on the machine; SQLite gives the files beside it the same rights.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    db = new Database(file, { timeout: 5_000 });
    db.pragma('journal_mode = WAL');
    confirmWhole(db);
    db.pragma('foreign_keys = ON');
    // What is deleted for somebody's sake must not stay readable in the file.
    db.pragma('secure_delete = ON');
    migrate(db, file);
    return db;
  } catch (cause) {
    db?.close();
    throw notOpened(file, cause);
  }
}

/** What to say of a memory that can't be opened. */
export function notOpened(file: string, cause: unknown): StateUnavailableError {
  if (cause instanceof StateUnavailableError) return cause;
  const what = `The bot's memory can't be opened (${file})`;
  const disk = storageError(cause, what, 'start again');
  const damaged =
    `${what}: ${(cause as Error).message}. Check DATA_DIR: a damaged file has to be replaced from a copy, or moved away to begin anew: ` +
    'with it go the settings of all servers. Nothing was changed in it.';
  return new StateUnavailableError(disk?.message ?? damaged, { cause });
}

/**
 * A damaged page would come to light when somebody needs what is on it, or spoil what is written beside it.
 * @throws what is wrong.
 */
export function confirmWhole(db: StateDatabase): void {
  const found = String(db.pragma('quick_check(1)', { simple: true }));
  if (found !== 'ok') throw new Error(found);
  const isNew = Number(db.pragma('user_version', { simple: true })) === 0;
  // Settings say who may see what: those of a server that can't be read may not be taken for none.
  const unreadable = isNew ? undefined : db.prepare('SELECT 1 FROM settings WHERE NOT json_valid(value)').get();
  if (unreadable) throw new Error("a server's settings are damaged");
}

function migrate(db: StateDatabase, file: string): void {
  const upgrade = db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > MIGRATIONS.length) {
      throw new StateUnavailableError(
        `The bot's memory (${file}) was written by a newer release (version ${version}; this one knows ${MIGRATIONS.length}). Update the bot, or set DATA_DIR to another folder.`,
      );
    }
    for (const statements of MIGRATIONS.slice(version)) db.exec(statements);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  });
  upgrade.immediate();
}
