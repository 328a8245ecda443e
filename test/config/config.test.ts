import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.js';
import { ConfigError } from '../../src/runtime/errors.js';
import { fromProjectRoot } from '../../src/runtime/project.js';

const problemsOf = (environment: Record<string, string>) => {
  try {
    parseConfig(environment);
    return [];
  } catch (cause) {
    expect(cause).toBeInstanceOf(ConfigError);
    return (cause as ConfigError).problems;
  }
};

test('the defaults are usable without any settings', () => {
  expect(parseConfig({})).toEqual({
    discord: {
      askChannelIds: [],
      adminRoleIds: [],
      articleUploads: 'alone',
      answerIn: 'reply',
      sureness: 'balanced',
      stuckAfter: 180,
      cooldown: 0,
      rates: {
        person: { questions: 10, seconds: 60 },
        channel: { questions: 30, seconds: 60 },
        server: { questions: 60, seconds: 60 },
      },
    },
    articlesDir: path.resolve('articles'),
    fetchEvery: 3_600_000,
    watchArticles: false,
    embeddingsDir: path.resolve('embeddings'),
    dataDir: path.resolve('data'),
    modelDir: path.resolve('embeddings/models'),
    modelHubUrl: 'https://huggingface.co',
    reader: 'small',
    metrics: { host: '127.0.0.1', port: 9_464, isExplicit: false },
    logFormat: 'auto',
    logLevel: 'info',
  });
});

test('.env.example has the defaults, and describes every setting', () => {
  const example = parse(readFileSync(fromProjectRoot('.env.example')));
  expect(parseConfig(example)).toEqual(parseConfig({}));
  const settings =
    readFileSync(fromProjectRoot('src/config/config.ts'), 'utf8').match(/^ {2}([A-Z][A-Z_]+)(?=:)/gm) ?? [];
  expect(Object.keys(example).sort()).toEqual(settings.map((name) => name.trim()).sort());
});

test('lists of ids may use commas, spaces or both', () => {
  expect(parseConfig({ ASK_CHANNEL_IDS: '123456789012345678, 223456789012345678' }).discord.askChannelIds).toHaveLength(
    2,
  );
});

test('a REST base is accepted with or without version and slash', () => {
  for (const url of ['http://127.0.0.1:1/api', 'http://127.0.0.1:1/api/', 'http://127.0.0.1:1/api/v10']) {
    expect(parseConfig({ DISCORD_API_URL: url }).discord.apiUrl).toBe('http://127.0.0.1:1/api');
  }
});

test('a limit is a number of questions in a time, or off', () => {
  const { rates } = parseConfig({
    RATE_LIMIT_PERSON: '5/90s',
    RATE_LIMIT_CHANNEL: '100 / h',
    RATE_LIMIT_SERVER: 'off',
  }).discord;
  expect(rates).toEqual({ person: { questions: 5, seconds: 90 }, channel: { questions: 100, seconds: 3_600 } });
  for (const wrong of ['5', '5/1d', '0/1m', '5/0s', '5/25h', '-1/1m', 'many/1m', '5/1m/2']) {
    expect(problemsOf({ RATE_LIMIT_PERSON: wrong })).toEqual([
      expect.stringMatching(/^RATE_LIMIT_PERSON: ".*" is not a limit: .*10\/1m/),
    ]);
  }
});

test('a cool-down out of range is refused', () => {
  for (const wrong of ['3601', '-1', '1.5', 'long']) {
    expect(problemsOf({ COOLDOWN_SECONDS: wrong })).toEqual([expect.stringMatching(/^COOLDOWN_SECONDS: .*3600/)]);
  }
});

test('a prefix keeps its trailing space', () => {
  expect(parseConfig({ EMBEDDING_MODEL: 'a/b', EMBEDDING_QUERY_PREFIX: 'query: ' }).model?.queryPrefix).toBe('query: ');
});

test('every mistake gets a sentence, all in one error', () => {
  const problems = problemsOf({
    DISCORD_TOKEN: 'Bot abc',
    DISCORD_API_URL: 'discord.com',
    ASK_CHANNEL_IDS: '#general',
    ADMIN_ROLE_IDS: '@Moderators',
    EMBEDDING_MODEL: 'owner/../passwd',
    READER: 'maybe',
    READER_MODEL: 'owner/name@',
    EMBEDDING_DTYPE: 'q5',
    EMBEDDING_POOLING: 'max',
    MODEL_HUB_URL: 'ftp://x',
    LOG_LEVEL: 'loud',
  });
  expect(problems).toEqual([
    expect.stringMatching(/^DISCORD_TOKEN: .*without "Bot"/),
    expect.stringMatching(/^DISCORD_API_URL: .*http/),
    expect.stringMatching(/^ASK_CHANNEL_IDS: "#general" is not a channel id/),
    expect.stringMatching(/^ADMIN_ROLE_IDS: "@Moderators" is not a role id/),
    expect.stringMatching(/^EMBEDDING_MODEL: .*owner\/name@revision.*folder/),
    expect.stringMatching(/^EMBEDDING_DTYPE: .*q4f16/),
    expect.stringMatching(/^MODEL_HUB_URL: /),
    expect.stringMatching(/^EMBEDDING_POOLING: .*mean/),
    expect.stringMatching(/^READER: must be one of off, small, large/),
    expect.stringMatching(/^READER_MODEL: /),
    expect.stringMatching(/^LOG_LEVEL: .*trace/),
  ]);
});

test("a model's settings without a model are refused instead of ignored", () => {
  expect(problemsOf({ EMBEDDING_POOLING: 'cls' })).toEqual([
    expect.stringMatching(/EMBEDDING_POOLING.*without EMBEDDING_MODEL/),
  ]);
  expect(problemsOf({ READER_DTYPE: 'fp32' })).toEqual([expect.stringMatching(/READER_DTYPE.*without READER_MODEL/)]);
});

test('a model is a name on the hub, a revision of it, or a folder', () => {
  const placeOf = (READER_MODEL: string) => parseConfig({ READER_MODEL }).readerModel?.place;
  expect(placeOf('owner/name')).toEqual({ name: 'owner/name' });
  expect(placeOf('owner/name@1a2b3c')).toEqual({ name: 'owner/name', revision: '1a2b3c' });
  for (const folder of ['./models/mine', '../mine', '/srv/models/a model'])
    expect(placeOf(folder)).toEqual({ folder: path.resolve(folder) });
  for (const wrong of ['a/b/c', '.hidden', 'owner/name@a/b', 'owner name', '@1', 'a/..'])
    expect(problemsOf({ EMBEDDING_MODEL: wrong })).toEqual([expect.stringMatching(/^EMBEDDING_MODEL: is not a model/)]);
});

test('the small reader is the default, and a larger one is added if it is named', () => {
  expect(parseConfig({}).reader).toBe('small');
  expect(parseConfig({ READER: 'on' }).reader).toBe('small');
  expect(parseConfig({ READER_MODEL: './larger' }).reader).toBe('large');
  expect(parseConfig({ READER_MODEL: './larger', READER: 'small' }).reader).toBe('small');
  expect(problemsOf({ READER: 'large' })).toEqual([
    expect.stringMatching(/^READER is large, which needs READER_MODEL/),
  ]);
});

test('no message repeats the token', () => {
  expect(problemsOf({ DISCORD_TOKEN: 'secret secret', LOG_LEVEL: 'x' }).join()).not.toContain('secret');
});

test('health and metrics are served at a port, or not at all', () => {
  expect(parseConfig({ METRICS_PORT: 'off' }).metrics).toBeUndefined();
  expect(parseConfig({ METRICS_PORT: '0', METRICS_HOST: '::1' }).metrics).toEqual({
    host: '::1',
    port: 0,
    isExplicit: true,
  });
  for (const wrong of ['on', '65536', '-1', '94.64', '9464/tcp']) {
    expect(problemsOf({ METRICS_PORT: wrong })).toEqual(['METRICS_PORT: must be a port from 0 to 65535, or off.']);
  }
  expect(problemsOf({ METRICS_HOST: 'http://here' })).toEqual([expect.stringMatching(/^METRICS_HOST: .*127\.0\.0\.1/)]);
});

test('links are fetched at the chosen interval, within limits, or not at all', () => {
  expect(parseConfig({ FETCH_EVERY: '30m' }).fetchEvery).toBe(30 * 60_000);
  expect(parseConfig({ FETCH_EVERY: '7d' }).fetchEvery).toBe(7 * 86_400_000);
  expect(parseConfig({ FETCH_EVERY: 'off' }).fetchEvery).toBeUndefined();
  for (const wrong of ['1m', '8d', '1', 'hourly', '0h', '-1h']) {
    expect(problemsOf({ FETCH_EVERY: wrong })).toEqual([expect.stringContaining('FETCH_EVERY')]);
  }
});
