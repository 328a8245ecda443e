/** One entry for each version of the tables. Add entries, never change them. Times are milliseconds since 1970. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE settings (guild TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

   -- Which messages were taken on, by whichever process was first, and which message in what place is the reply. The digest tells
   -- whether what is asked has changed, and nothing of what it is.
   CREATE TABLE claims (message INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel INTEGER NOT NULL, digest TEXT NOT NULL,
     place INTEGER, reply INTEGER);
   CREATE INDEX claims_by_channel ON claims (channel, message);
   CREATE INDEX claims_by_place ON claims (place, message) WHERE place IS NOT NULL;
   CREATE INDEX claims_by_time ON claims (at);

   -- The quotes of the answers that were shown, for the buttons under them; never the question.
   CREATE TABLE shown (id TEXT PRIMARY KEY, at INTEGER NOT NULL, guild TEXT NOT NULL, quotes TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX shown_by_time ON shown (at);
   CREATE TABLE quoted (article TEXT NOT NULL, guild TEXT NOT NULL, times INTEGER NOT NULL, last INTEGER NOT NULL,
     PRIMARY KEY (article, guild)) WITHOUT ROWID;

   -- The marker tells two votes of one person on one answer from those of two; whose it is, nobody can tell without the key.
   CREATE TABLE feedback (answer TEXT NOT NULL, marker TEXT NOT NULL, at INTEGER NOT NULL, guild TEXT NOT NULL,
     good INTEGER NOT NULL, reason TEXT, PRIMARY KEY (answer, marker)) WITHOUT ROWID;
   CREATE INDEX feedback_by_guild ON feedback (guild, at);

   -- Questions that were not answered, where a server keeps them, with the day alone. Those that are alike share a topic: the id of
   -- the first. The marker tells whose it is only to who already knows.
   CREATE TABLE unanswered (id INTEGER PRIMARY KEY, guild TEXT NOT NULL, at INTEGER NOT NULL, question TEXT NOT NULL,
     topic INTEGER NOT NULL, model TEXT NOT NULL, vector BLOB NOT NULL, salt BLOB NOT NULL, marker BLOB NOT NULL);
   CREATE INDEX unanswered_by_topic ON unanswered (guild, topic, at);

   CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, guild TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
     detail TEXT NOT NULL);
   CREATE INDEX audit_by_guild ON audit (guild, id);
   CREATE INDEX audit_by_time ON audit (at);

   -- Values of the installation itself, such as the key of the markers.
   CREATE TABLE installation (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;`,
];
