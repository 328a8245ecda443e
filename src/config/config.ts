import { readFileSync } from 'node:fs';
import path from 'node:path';
import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';
import { ConfigError } from '../runtime/errors.js';
import { DTYPES, type Dtype, POOLINGS } from '../search/model/lock.js';
import type { ModelPlace, ModelSettings } from '../search/model/place.js';
import { damageOf } from './env-file.js';
import { folder, interval, modelPlace, type Rate, rate, snowflakes } from './values.js';

/** Whether administrators may add and remove articles in Discord: always, never, or only while the bot is in a single server. */
const UPLOADS = ['on', 'off', 'alone'] as const;

/** Which readers are used: none, the small one, or the small and the large one. */
const READERS = ['off', 'small', 'large'] as const;

/** The port that OpenTelemetry uses for Prometheus exporters. */
const METRICS_PORT = 9_464;
const LOG_FORMATS = ['auto', 'pretty', 'json'] as const;

const schema = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^(?!Bot\b)\S+$/,
      'is not a bot token: paste only the token, without "Bot" and without spaces (Developer Portal, Bot, Reset Token).',
    )
    .optional(),
  // `loadConfig` reads it.
  DISCORD_TOKEN_FILE: z.string().optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http(s) address, like https://discord.com/api.' })
    .optional(),
  ASK_CHANNEL_IDS: snowflakes('channel'),
  ADMIN_ROLE_IDS: snowflakes('role'),
  ARTICLE_UPLOADS: z.enum(UPLOADS, `must be one of ${UPLOADS.join(', ')}.`).default('alone'),
  ANSWER_IN: z.enum(['reply', 'thread'], 'must be reply or thread.').default('reply'),
  SURENESS: z.enum(['strict', 'balanced', 'open'], 'must be strict, balanced or open.').default('balanced'),
  COOLDOWN_SECONDS: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number of seconds from 0 to 3600.')
    .default('0')
    .transform(Number)
    .refine((seconds) => seconds <= 3_600, 'must be a whole number of seconds from 0 to 3600.'),
  RATE_LIMIT_PERSON: rate('10/1m'),
  RATE_LIMIT_CHANNEL: rate('30/1m'),
  RATE_LIMIT_SERVER: rate('60/1m'),
  STUCK_AFTER_SECONDS: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number of seconds from 2 to 3600.')
    .default('180')
    .transform(Number)
    .refine((seconds) => seconds >= 2 && seconds <= 3_600, 'must be a whole number of seconds from 2 to 3600.'),
  FETCH_EVERY: interval('1h'),
  WATCH_ARTICLES: z.enum(['on', 'off'], 'must be on or off.').default('off'),
  ARTICLES_DIR: folder('articles'),
  EMBEDDINGS_DIR: folder('embeddings'),
  DATA_DIR: folder('data'),
  MODEL_DIR: z.string().optional(),
  EMBEDDING_MODEL: modelPlace().optional(),
  EMBEDDING_DTYPE: z.enum(DTYPES, `must be one of ${DTYPES.join(', ')}.`).optional(),
  MODEL_HUB_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http(s) address, like https://huggingface.co.' })
    .default('https://huggingface.co'),
  EMBEDDING_POOLING: z.enum(POOLINGS, `must be ${POOLINGS.join(' or ')}.`).optional(),
  EMBEDDING_QUERY_PREFIX: z.string().default(''),
  EMBEDDING_PASSAGE_PREFIX: z.string().default(''),
  READER: z
    .enum([...READERS, 'on'], `must be one of ${READERS.join(', ')}.`)
    .optional()
    .transform((value) => (value === 'on' ? undefined : value)),
  READER_MODEL: modelPlace().optional(),
  READER_DTYPE: z.enum(DTYPES, `must be one of ${DTYPES.join(', ')}.`).optional(),
  METRICS_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an IP address or host name, like 127.0.0.1.')
    .default('127.0.0.1'),
  METRICS_PORT: z
    .string()
    .refine((value) => value === 'off' || (/^\d{1,5}$/.test(value) && Number(value) <= 65_535), {
      error: 'must be a port from 0 to 65535, or off.',
    })
    .optional(),
  LOG_FORMAT: z.enum(LOG_FORMATS, `must be one of ${LOG_FORMATS.join(', ')}.`).default('auto'),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be one of trace, debug, info, warn, error, fatal, silent.',
    )
    .default('info'),
});

/** Settings that belong to a model that the user chose. */
const EXTRAS = [
  ['EMBEDDING_MODEL', ['EMBEDDING_DTYPE', 'EMBEDDING_POOLING', 'EMBEDDING_QUERY_PREFIX', 'EMBEDDING_PASSAGE_PREFIX']],
  ['READER_MODEL', ['READER_DTYPE']],
] as const;

/** The checked settings. `.env.example` explains each field. */
export interface Config extends ModelSettings {
  readonly discord: {
    readonly token?: string;
    /** REST base without the version, e.g. `https://discord.com/api`. */
    readonly apiUrl?: string;
    readonly askChannelIds: readonly string[];
    readonly adminRoleIds: readonly string[];
    readonly articleUploads: (typeof UPLOADS)[number];
    /** Defaults for servers without a setting of their own: where to answer, from which confidence, and how often. */
    readonly answerIn: 'reply' | 'thread';
    readonly sureness: 'strict' | 'balanced' | 'open';
    /** Seconds. */
    readonly cooldown: number;
    /** How many questions are accepted; an absent rate sets no limit. */
    readonly rates: { readonly person?: Rate; readonly channel?: Rate; readonly server?: Rate };
    /** Seconds without a sign of life from Discord's gateway before the bot reconnects. */
    readonly stuckAfter: number;
  };
  readonly articlesDir: string;
  /** Milliseconds between two fetches of the lists of links by the bot; absent for never. */
  readonly fetchEvery?: number;
  /** Whether the bot watches the articles folder and indexes changes. */
  readonly watchArticles: boolean;
  readonly embeddingsDir: string;
  /** The folder of the bot's database: settings, audit log, and data that servers allow it to keep. */
  readonly dataDir: string;
  /** Which readers run before quotes are chosen: the small one on the best passages, the large one on what is about to be answered. */
  readonly reader: (typeof READERS)[number];
  /** The large reader; present whenever `reader` is large. */
  readonly readerModel?: { readonly place: ModelPlace; readonly dtype: Dtype };
  /** Where health and metrics are served; absent if they are not. */
  readonly metrics?: {
    readonly host: string;
    /** 0 takes any free port. */
    readonly port: number;
    /** Whether the settings name the port: if so, the bot does not start without it. */
    readonly isExplicit: boolean;
  };
  readonly logFormat: (typeof LOG_FORMATS)[number];
  readonly logLevel: string;
}

/**
 * Reads settings from `environment`, where an empty value counts as absent.
 * @throws ConfigError with a sentence for each mistake.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value?.trim() ? [[key, value.trim()]] : [])),
  );
  // A prefix may end in a significant space ("query: ").
  for (const key of ['EMBEDDING_QUERY_PREFIX', 'EMBEDDING_PASSAGE_PREFIX']) {
    if (environment[key]) set[key] = environment[key];
  }
  const parsed = schema.safeParse(set);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path: [key], message }) => `${String(key)}: ${message}`);
  for (const [model, extras] of EXTRAS) {
    for (const key of set[model] ? [] : extras.filter((each) => set[each])) {
      problems.push(`${key} is set without ${model}: name the model that it belongs to, or remove it.`);
    }
  }
  if (set.READER === 'large' && !set.READER_MODEL) {
    problems.push(
      'READER is large, which needs READER_MODEL: name a larger reader, by its folder or as owner/name@revision.',
    );
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const env = parsed.data;
  return {
    discord: {
      ...(env.DISCORD_TOKEN && { token: env.DISCORD_TOKEN }),
      ...(env.DISCORD_API_URL && { apiUrl: env.DISCORD_API_URL.replace(/(\/v\d+)?\/*$/, '') }),
      askChannelIds: env.ASK_CHANNEL_IDS,
      adminRoleIds: env.ADMIN_ROLE_IDS,
      articleUploads: env.ARTICLE_UPLOADS,
      answerIn: env.ANSWER_IN,
      sureness: env.SURENESS,
      cooldown: env.COOLDOWN_SECONDS,
      rates: {
        ...(env.RATE_LIMIT_PERSON && { person: env.RATE_LIMIT_PERSON }),
        ...(env.RATE_LIMIT_CHANNEL && { channel: env.RATE_LIMIT_CHANNEL }),
        ...(env.RATE_LIMIT_SERVER && { server: env.RATE_LIMIT_SERVER }),
      },
      stuckAfter: env.STUCK_AFTER_SECONDS,
    },
    articlesDir: env.ARTICLES_DIR,
    ...(env.FETCH_EVERY && { fetchEvery: env.FETCH_EVERY }),
    watchArticles: env.WATCH_ARTICLES === 'on',
    embeddingsDir: env.EMBEDDINGS_DIR,
    dataDir: env.DATA_DIR,
    modelDir: env.MODEL_DIR ? path.resolve(env.MODEL_DIR) : path.join(env.EMBEDDINGS_DIR, 'models'),
    modelHubUrl: env.MODEL_HUB_URL.replace(/\/+$/, ''),
    ...(env.EMBEDDING_MODEL && {
      model: {
        place: env.EMBEDDING_MODEL,
        dtype: env.EMBEDDING_DTYPE ?? 'fp32',
        pooling: env.EMBEDDING_POOLING ?? 'mean',
        queryPrefix: env.EMBEDDING_QUERY_PREFIX,
        passagePrefix: env.EMBEDDING_PASSAGE_PREFIX,
      },
    }),
    reader: env.READER ?? (env.READER_MODEL ? 'large' : 'small'),
    ...(env.READER_MODEL && { readerModel: { place: env.READER_MODEL, dtype: env.READER_DTYPE ?? 'q8' } }),
    ...(env.METRICS_PORT !== 'off' && {
      metrics: {
        host: env.METRICS_HOST,
        port: Number(env.METRICS_PORT ?? METRICS_PORT),
        isExplicit: env.METRICS_PORT !== undefined,
      },
    }),
    logFormat: env.LOG_FORMAT,
    logLevel: env.LOG_LEVEL,
  };
}

/** Loads `.env` from the working directory (the environment wins over it) and checks the settings. @throws ConfigError */
export function loadConfig(): Config {
  const damage = damageOf('.env');
  if (damage !== undefined) throw new ConfigError([damage]);
  loadDotenv({ quiet: true });
  const config = parseConfig(withTokenFromFile(process.env));
  // Worker threads and child processes get a copy of the environment and do not need the token.
  delete process.env.DISCORD_TOKEN;
  return config;
}

/** Service managers pass secrets as files, which other programs can't read, unlike the environment. @throws ConfigError */
function withTokenFromFile(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const file = environment.DISCORD_TOKEN_FILE?.trim();
  if (!file) return environment;
  if (environment.DISCORD_TOKEN?.trim()) {
    throw new ConfigError(['DISCORD_TOKEN_FILE and DISCORD_TOKEN are both set: keep only one.']);
  }
  try {
    return { ...environment, DISCORD_TOKEN: readFileSync(file, 'utf8') };
  } catch (cause) {
    throw new ConfigError([`DISCORD_TOKEN_FILE can't be read: ${(cause as Error).message}.`]);
  }
}
