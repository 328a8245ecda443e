import { openDatabase, type StateDatabase } from './database.js';
import { type SettingsDefaults, type SettingsStore, settingsIn } from './settings.js';
import { type UnansweredStore, unansweredIn } from './unanswered.js';

/** What the bot remembers beside the index, each part with its own tables. */
export interface State {
  readonly settings: SettingsStore;
  readonly unanswered: UnansweredStore;
  close(): void;
}

/** @throws StateUnavailableError */
export function openState(dataDir: string, defaults: SettingsDefaults): State {
  const db: StateDatabase = openDatabase(dataDir);
  return { settings: settingsIn(db, defaults), unanswered: unansweredIn(db), close: () => db.close() };
}
