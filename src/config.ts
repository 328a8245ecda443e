import path from 'node:path';
import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';
import { ConfigError } from './errors.js';
import { DTYPES, type Dtype, POOLINGS, type Pooling } from './search/model/lock.js';

const snowflake = z.string().regex(/^\d{1,20}$/);

/** A comma- or space-separated list of snowflakes. */
const snowflakes = (what: string) =>
  z
    .string()
    .default('')
    .transform((list, context) => {
      const ids = list.split(/[\s,]+/).filter(Boolean);
      for (const id of ids.filter((each) => !snowflake.safeParse(each).success)) {
        context.addIssue(`"${id}" is not a ${what} id: an id is a long number (Discord: right click, Copy ID).`);
      }
      return [...new Set(ids)];
    });

/** So many questions in so much time. */
export interface Rate {
  readonly questions: number;
  readonly seconds: number;
}

const UNITS = { s: 1, m: 60, h: 3_600 } as const;
const LONGEST_RATE = 24 * UNITS.h;

/** `10/1m`: a number of questions in a time; `off`: as many as one likes. */
const rate = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((value, context): Rate | undefined => {
      if (value.toLowerCase() === 'off') return undefined;
      const [, count, times, unit] = /^(\d{1,6})\s*\/\s*(\d{1,5})?\s*([smh])$/i.exec(value) ?? [];
      const questions = Number(count);
      const seconds = Number(times ?? 1) * UNITS[(unit ?? 's').toLowerCase() as keyof typeof UNITS];
      if (questions >= 1 && seconds >= 1 && seconds <= LONGEST_RATE) return { questions, seconds };
      context.addIssue(
        `"${value}" is no limit: write questions/time, like 10/1m (units s, m, h; a day at the most), or off.`,
      );
      return z.NEVER;
    });

const folder = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((value) => path.resolve(value));

/** Whether administrators may add and remove articles in Discord: always, never, or while the bot is in one server alone. */
const UPLOADS = ['on', 'off', 'alone'] as const;

const schema = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^(?!Bot\b)\S+$/,
      'is not a bot token: paste it alone, without "Bot" and without spaces (Developer Portal, Bot, Reset Token).',
    )
    .optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http(s) address, like https://discord.com/api.' })
    .optional(),
  ASK_CHANNEL_IDS: snowflakes('channel'),
  ADMIN_ROLE_IDS: snowflakes('role'),
  ARTICLE_UPLOADS: z.enum(UPLOADS, `is none of ${UPLOADS.join(', ')}.`).default('alone'),
  ANSWER_IN: z.enum(['reply', 'thread'], 'is neither reply nor thread.').default('reply'),
  SURENESS: z.enum(['strict', 'balanced', 'open'], 'is none of strict, balanced, open.').default('balanced'),
  COOLDOWN_SECONDS: z
    .string()
    .regex(/^\d{1,4}$/, 'is not a whole number of seconds, 0 to 3600.')
    .default('0')
    .transform(Number)
    .refine((seconds) => seconds <= 3_600, 'is not a whole number of seconds, 0 to 3600.'),
  RATE_LIMIT_PERSON: rate('10/1m'),
  RATE_LIMIT_CHANNEL: rate('30/1m'),
  RATE_LIMIT_SERVER: rate('60/1m'),
  STUCK_AFTER_SECONDS: z
    .string()
    .regex(/^\d{1,4}$/, 'is not a whole number of seconds, 2 to 3600.')
    .default('180')
    .transform(Number)
    .refine((seconds) => seconds >= 2 && seconds <= 3_600, 'is not a whole number of seconds, 2 to 3600.'),
  ARTICLES_DIR: folder('articles'),
  EMBEDDINGS_DIR: folder('embeddings'),
  DATA_DIR: folder('data'),
  MODEL_DIR: z.string().optional(),
  EMBEDDING_MODEL: z
    .string()
    .regex(
      /^(?!\.)[\w.-]+(?:\/(?!\.)[\w.-]+)?$/,
      'is not a model name, like owner/name (or name, for a folder under MODEL_DIR).',
    )
    .optional(),
  EMBEDDING_DTYPE: z.enum(DTYPES, `is none of ${DTYPES.join(', ')}.`).optional(),
  MODEL_HUB_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http(s) address, like https://huggingface.co.' })
    .default('https://huggingface.co'),
  EMBEDDING_POOLING: z.enum(POOLINGS, `is neither ${POOLINGS.join(' nor ')}.`).optional(),
  EMBEDDING_QUERY_PREFIX: z.string().default(''),
  EMBEDDING_PASSAGE_PREFIX: z.string().default(''),
  READER: z.enum(['on', 'off'], 'is neither on nor off.').default('on'),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'is none of trace, debug, info, warn, error, fatal, silent.',
    )
    .default('info'),
});

/** The settings, checked. Every field's meaning is in `.env.example`. */
export interface Config {
  readonly discord: {
    readonly token?: string;
    /** REST base without the version, e.g. `https://discord.com/api`. */
    readonly apiUrl?: string;
    readonly askChannelIds: readonly string[];
    readonly adminRoleIds: readonly string[];
    readonly articleUploads: (typeof UPLOADS)[number];
    /** Where, how sure and how often a server that has decided nothing is answered. */
    readonly answerIn: 'reply' | 'thread';
    readonly sureness: 'strict' | 'balanced' | 'open';
    /** Seconds. */
    readonly cooldown: number;
    /** How many questions are taken; a rate that is absent limits nothing. */
    readonly rates: { readonly person?: Rate; readonly channel?: Rate; readonly server?: Rate };
    /** Seconds without a sign of life from Discord's gateway after which the bot connects anew. */
    readonly stuckAfter: number;
  };
  readonly articlesDir: string;
  readonly embeddingsDir: string;
  /** What the bot remembers beside the index: settings, audit log, and what servers let it keep. */
  readonly dataDir: string;
  readonly modelDir: string;
  /** Where a model named by `model` is fetched from, once. */
  readonly modelHubUrl: string;
  /** Absent: the pinned model of `embeddings/model.lock.json`. */
  readonly model?: {
    readonly name: string;
    readonly dtype: Dtype;
    readonly pooling: Pooling;
    readonly queryPrefix: string;
    readonly passagePrefix: string;
  };
  /** Whether the best passages are read by the project's own reader before quotes are chosen. */
  readonly reader: boolean;
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
  // A prefix may end in a space that counts ("query: ").
  for (const key of ['EMBEDDING_QUERY_PREFIX', 'EMBEDDING_PASSAGE_PREFIX']) {
    if (environment[key]) set[key] = environment[key];
  }
  const parsed = schema.safeParse(set);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path: [key], message }) => `${String(key)}: ${message}`);
  const extras = ['EMBEDDING_DTYPE', 'EMBEDDING_POOLING', 'EMBEDDING_QUERY_PREFIX', 'EMBEDDING_PASSAGE_PREFIX'];
  for (const key of set.EMBEDDING_MODEL ? [] : extras.filter((each) => set[each])) {
    problems.push(`${key} is set without EMBEDDING_MODEL: name the model it belongs to, or remove it.`);
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
    embeddingsDir: env.EMBEDDINGS_DIR,
    dataDir: env.DATA_DIR,
    modelDir: env.MODEL_DIR ? path.resolve(env.MODEL_DIR) : path.join(env.EMBEDDINGS_DIR, 'models'),
    modelHubUrl: env.MODEL_HUB_URL.replace(/\/+$/, ''),
    ...(env.EMBEDDING_MODEL && {
      model: {
        name: env.EMBEDDING_MODEL,
        dtype: env.EMBEDDING_DTYPE ?? 'fp32',
        pooling: env.EMBEDDING_POOLING ?? 'mean',
        queryPrefix: env.EMBEDDING_QUERY_PREFIX,
        passagePrefix: env.EMBEDDING_PASSAGE_PREFIX,
      },
    }),
    reader: env.READER === 'on',
    logLevel: env.LOG_LEVEL,
  };
}

/** Loads `.env` from the working directory (the environment wins over it) and checks the settings. */
export function loadConfig(): Config {
  loadDotenv({ quiet: true });
  return parseConfig(process.env);
}
