import { type AuditStore, auditIn } from './audit.js';
import { type ClaimStore, claimsIn } from './claims.js';
import { databaseFile, notOpened, openDatabase, type StateDatabase } from './database.js';
import { type FeedbackStore, feedbackIn } from './feedback.js';
import { type SettingsDefaults, type SettingsStore, settingsIn } from './settings.js';
import { type ShownStore, shownIn } from './shown.js';
import { type UnansweredStore, unansweredIn } from './unanswered.js';

/** The bot's own data besides the index. Each part has its own tables. */
export interface State {
  readonly settings: SettingsStore;
  readonly claims: ClaimStore;
  readonly audit: AuditStore;
  readonly shown: ShownStore;
  readonly feedback: FeedbackStore;
  readonly unanswered: UnansweredStore;
  close(): void;
}

/** @throws StateUnavailableError */
export function openState(dataDir: string, defaults: SettingsDefaults): State {
  const db: StateDatabase = openDatabase(dataDir);
  try {
    return {
      settings: settingsIn(db, defaults),
      claims: claimsIn(db),
      audit: auditIn(db),
      shown: shownIn(db),
      feedback: feedbackIn(db),
      unanswered: unansweredIn(db),
      close: () => db.close(),
    };
  } catch (cause) {
    db.close();
    // If the statements do not fit, the tables are not those that migrations.ts creates.
    throw notOpened(databaseFile(dataDir), cause);
  }
}
