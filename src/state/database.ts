import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
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
  try {
    // What people asked and said is for nobody else on the machine; SQLite gives the files beside it the same rights.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    const db = new Database(file, { timeout: 5_000 });
    db.pragma('journal_mode = WAL');
    // A damaged page would come to light when somebody needs what is on it, or spoil what is written beside it.
    const found = String(db.pragma('quick_check(1)', { simple: true }));
    if (found !== 'ok') throw new Error(found);
    db.pragma('foreign_keys = ON');
    // What is deleted for somebody's sake must not stay readable in the file.
    db.pragma('secure_delete = ON');
    migrate(db, file);
    return db;
  } catch (cause) {
    if (cause instanceof StateUnavailableError) throw cause;
    const reason = (cause as Error).message;
    throw new StateUnavailableError(
      `The bot's memory can't be opened (${file}): ${reason}. Check DATA_DIR and its permissions; a damaged file has to be replaced from a copy, or moved away to begin anew.`,
      { cause },
    );
  }
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
