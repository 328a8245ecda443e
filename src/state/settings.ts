import { z } from 'zod';
import type { StateDatabase } from './database.js';

const snowflake = z.string().regex(/^\d{1,20}$/);
const names = z.array(z.string().max(200)).max(500);
const roles = z.array(snowflake).max(100);
/** By collection. z.record would ignore a key `__proto__`: a folder with that name would seem open to everybody. */
const rolesByName = z.custom<Readonly<Record<string, string[]>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([name, ids]) => name.length <= 200 && roles.safeParse(ids).success),
);

/** The least confidence with which the bot answers without being addressed. */
export const SURENESS = { strict: 0.85, balanced: 0.75, open: 0.6 } as const;

/** What a server's administrators choose; missing and invalid values fall back to the default. */
const settingsSchema = z.object({
  /** Watched channels, in which every question is answered. */
  watched: z.array(snowflake).max(500),
  /** Where a mention is answered: in a reply, or in a new thread. */
  place: z.enum(['reply', 'thread']),
  sureness: z.enum(Object.keys(SURENESS) as [keyof typeof SURENESS]),
  /** Roles that may ask; empty for everybody. */
  askers: z.array(snowflake).max(100),
  /** Roles that may administrate, besides people with Manage Server. */
  admins: z.array(snowflake).max(100),
  /** Seconds between two questions of the same person. */
  cooldown: z.int().min(0).max(3_600),
  /** Collections that are visible in the server; null for all. The empty name stands for articles in no folder. */
  collections: names.nullable(),
  /** Collections that are visible in a channel, if fewer than in the server. */
  channelCollections: z.record(snowflake, names),
  /** Roles that a collection is limited to; other collections are for everybody. */
  collectionRoles: rolesByName,
  /** Days for which unanswered questions are kept; 0 keeps none. */
  keepQuestions: z.int().min(0).max(365),
});
export type ServerSettings = Readonly<z.infer<typeof settingsSchema>>;

/** Defaults from `.env` for servers that have not chosen themselves. */
export type SettingsDefaults = Partial<ServerSettings>;

/** Defaults when neither a server nor `.env` sets a value. */
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

/** The settings of all servers. */
export interface SettingsStore {
  of(guild: string): ServerSettings;
  /** The settings that a server has chosen itself; all others are defaults. */
  decided(guild: string): ReadonlySet<keyof ServerSettings>;
  /** @throws z.ZodError for a value that is out of range. */
  change(guild: string, change: Partial<ServerSettings>): ServerSettings;
  /** Returns to the defaults. */
  reset(guild: string): void;
  /** Whether any server watches a channel, by its settings or by default. */
  watchedAnywhere(): boolean;
  /** Every collection that some server limits to roles. */
  restrictedAnywhere(): ReadonlySet<string>;
}

export function settingsIn(db: StateDatabase, defaults: SettingsDefaults): SettingsStore {
  const select = db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE guild = ?');
  const upsert = db.prepare('INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const remove = db.prepare('DELETE FROM settings WHERE guild = ?');

  // Read at every interaction: only this field, only of servers that have set it.
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

/** A server's own settings, field by field, so that one damaged field does not affect the others. */
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
