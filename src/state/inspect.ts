import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { checkIntegrity, databaseFile } from './database.js';
import { MIGRATIONS } from './migrations.js';

/** The state of the bot's database on disk. */
export interface DatabaseState {
  readonly bytes: number;
  /** What is wrong with it. */
  readonly defect?: string;
}

/** Checks the bot's database without changing it; undefined if there is none yet. */
export function inspectDatabase(dataDir: string): DatabaseState | undefined {
  const file = databaseFile(dataDir);
  if (!existsSync(file)) return undefined;
  const bytes = [file, `${file}-wal`]
    .filter((each) => existsSync(each))
    .reduce((sum, each) => sum + statSync(each).size, 0);
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
    try {
      const version = Number(db.pragma('user_version', { simple: true }));
      if (version > MIGRATIONS.length) return { bytes, defect: `version ${version}, of a newer release` };
      checkIntegrity(db);
      return { bytes };
    } finally {
      db.close();
    }
  } catch (cause) {
    return { bytes, defect: (cause as Error).message };
  }
}

/** Whether any server has watched channels, as far as this can be read. */
export function watchesAnywhere(dataDir: string): boolean {
  const file = databaseFile(dataDir);
  if (!existsSync(file)) return false;
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
    try {
      const found = db.prepare("SELECT 1 FROM settings WHERE json_array_length(value, '$.watched') > 0 LIMIT 1").get();
      return found !== undefined;
    } finally {
      db.close();
    }
  } catch {
    // `inspectDatabase` reports what is wrong.
    return false;
  }
}
