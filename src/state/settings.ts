import { z } from 'zod';
import type { StateDatabase } from './database.js';

const snowflake = z.string().regex(/^\d{1,20}$/);
const names = z.array(z.string().max(200)).max(500);
const roles = z.array(snowflake).max(100);
/** By collection. Not z.record, which passes over a key `__proto__`: a folder of that name would seem to be open to all. */
const rolesByName = z.custom<Readonly<Record<string, string[]>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([name, ids]) => name.length <= 200 && roles.safeParse(ids).success),
);

/** How sure the bot must be to speak unasked, as the least confidence. */
export const SURENESS = { strict: 0.85, balanced: 0.75, open: 0.6 } as const;

/** What a server's administrators decide; whatever is missing or no longer valid falls back to the default. */
const settingsSchema = z.object({
  /** Channels in which every question is answered, unasked. */
  watched: z.array(snowflake).max(500),
  /** Where a mention is answered: by a reply, or in a thread of its own. */
  place: z.enum(['reply', 'thread']),
  sureness: z.enum(Object.keys(SURENESS) as [keyof typeof SURENESS]),
  /** Roles that may ask; everybody when empty. */
  askers: z.array(snowflake).max(100),
  /** Roles that may administrate beside people with Manage Server. */
  admins: z.array(snowflake).max(100),
  /** Seconds between two questions of one person. */
  cooldown: z.int().min(0).max(3_600),
  /** Collections that may be seen in the server; all when null. The empty name stands for articles in no folder. */
  collections: names.nullable(),
  /** Collections that may be seen in a channel, where fewer than in the server. */
  channelCollections: z.record(snowflake, names),
  /** Roles that a collection is kept to; a collection that is not named is for all. */
  collectionRoles: rolesByName,
  /** Days for which questions without an answer are kept; 0 keeps none. */
  keepQuestions: z.int().min(0).max(365),
});
export type ServerSettings = Readonly<z.infer<typeof settingsSchema>>;

/** What `.env` gives servers that have not decided themselves. */
export type SettingsDefaults = Partial<ServerSettings>;

/** What holds where neither a server nor `.env` decides. */
export const DEFAULTS: ServerSettings = {
  watched: [],
  place: 'reply',
  sureness: 'balanced',
  askers: [],
  admins: [],
  cooldown: 0,
  collections: null,
  channelCollections: {},
  collectionRoles: {},
  keepQuestions: 0,
};

/** The settings of every server. */
export interface SettingsStore {
  of(guild: string): ServerSettings;
  /** What a server has decided itself; all else is a default. */
  decided(guild: string): ReadonlySet<keyof ServerSettings>;
  /** @throws z.ZodError for a value that is out of range. */
  change(guild: string, change: Partial<ServerSettings>): ServerSettings;
  /** Back to the defaults. */
  reset(guild: string): void;
  /** Whether any server watches a channel, or does by default. */
  watchedAnywhere(): boolean;
  /** Every collection that some server keeps to roles. */
  restrictedAnywhere(): ReadonlySet<string>;
}

export function settingsIn(db: StateDatabase, defaults: SettingsDefaults): SettingsStore {
  const select = db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE guild = ?');
  const upsert = db.prepare('INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const remove = db.prepare('DELETE FROM settings WHERE guild = ?');

  // Looked at for every interaction: only this field of those servers that have decided it.
  const everyOwn = <Name extends keyof ServerSettings>(name: Name): ServerSettings[Name][] =>
    db
      .prepare<[], { field: string }>(`SELECT value -> '$.${name}' AS field FROM settings WHERE field IS NOT NULL`)
      .all()
      .flatMap(({ field }) => {
        const parsed = settingsSchema.shape[name].safeParse(JSON.parse(field));
        return parsed.success ? [parsed.data as ServerSettings[Name]] : [];
      });
  const own = (guild: string): Partial<ServerSettings> => decided(select.get(guild)?.value);
  return {
    of: (guild) => ({ ...DEFAULTS, ...defaults, ...own(guild) }),
    decided: (guild) => new Set(Object.keys(own(guild)) as (keyof ServerSettings)[]),
    change: db.transaction((guild: string, change: Partial<ServerSettings>) => {
      const next = settingsSchema.partial().parse({ ...own(guild), ...change });
      upsert.run(guild, JSON.stringify(next));
      return { ...DEFAULTS, ...defaults, ...next } as ServerSettings;
    }).immediate,
    reset: (guild) => void remove.run(guild),
    watchedAnywhere: () =>
      (defaults.watched ?? DEFAULTS.watched).length > 0 || everyOwn('watched').some((channels) => channels.length > 0),
    restrictedAnywhere: () =>
      new Set(
        everyOwn('collectionRoles')
          .flatMap((kept) => Object.entries(kept))
          .flatMap(([collection, roles]) => (roles.length > 0 ? [collection] : [])),
      ),
  };
}

/** What a server has decided, field by field: one that is damaged does not take the others with it. */
function decided(value: string | undefined): Partial<ServerSettings> {
  if (value === undefined) return {};
  const raw: unknown = JSON.parse(value);
  if (typeof raw !== 'object' || raw === null) return {};
  const valid = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse((raw as Record<string, unknown>)[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(valid);
}
