import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { DiscordAPIError } from 'discord.js';
import fc from 'fast-check';
import pretty from 'pino-pretty';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.js';
import { createLogger } from '../../src/logging/logger.js';
import { ConfigError, UserError } from '../../src/runtime/errors.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { formsOf, withoutSecrets } from '../../src/runtime/secrets.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { temporaryFolder } from '../support/folders.js';
import { leaksOf } from './leaks.js';

// Shaped like a bot's token, and nobody's.
const TOKEN = 'MTExMjIyMzMzNDQ0NTU1NjY2.GfAkEe.tHiS_iS-n0-rEaL_sEcReT-aNd-NeVeR-wAs1';
const INTERACTION_TOKEN = `${Buffer.from('interaction:1122:').toString('base64').replace(/=+$/, '')}c2VjcmV0c2VjcmV0`;
const encodings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => encodeURIComponent(secret),
  (secret) => Buffer.from(secret).toString('base64'),
  (secret) => Buffer.from(`a${secret}`).toString('base64url'),
  (secret) => Buffer.from(`Bot ${secret}:x`).toString('base64'),
  (secret) => Buffer.from(secret).toString('hex'),
  (secret) => secret.split('.').at(-1) ?? '',
  (secret) => secret.split('.').slice(0, 2).join('.'),
];

describe('text for people and logs', () => {
  it('holds no secret, whatever stands around it and however it is written', () => {
    const known = formsOf(TOKEN);
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...encodings), fc.string(), (before, write, after) => {
        expect(leaksOf(withoutSecrets(`${before} ${write(TOKEN)} ${after}`, known), TOKEN)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    `https://discord.com/api/v10/webhooks/1234/${INTERACTION_TOKEN}/messages/@original`,
    `https%3A%2F%2Fdiscord.com%2Fapi%2Fwebhooks%2F1234%2F${INTERACTION_TOKEN}%2Fmessages`,
    `/interactions/99/${INTERACTION_TOKEN}/callback`,
    `the token ${INTERACTION_TOKEN} alone`,
    `http://user:${INTERACTION_TOKEN}@proxy.example/api`,
    `authorization: Bearer ${INTERACTION_TOKEN}`,
    `{"authorization":"Bot ${INTERACTION_TOKEN}"}`,
    `{\\"Authorization\\": \\"${INTERACTION_TOKEN}\\"}`,
  ])('loses what nobody told it of: %s', (text) => {
    expect(withoutSecrets(text)).not.toContain(INTERACTION_TOKEN);
    expect(withoutSecrets(text)).not.toContain('c2VjcmV0c2VjcmV0');
  });

  it('stays as it is where there is no secret in it', () => {
    for (const text of [
      'Clearing-the-fields-of-Kursk.md: 35,000 km² (https://example.com/a_b?c=d#e) user@example.com',
      '/webhooks are described at https://discord.com/developers/docs, version 14.28.1-dev.1',
    ])
      expect(withoutSecrets(text, formsOf(TOKEN))).toBe(text);
  });

  it('takes no longer than the text is long', () => {
    const times = [100_000, 400_000].map((length) => {
      const started = performance.now();
      for (const unit of ['a-b_c', 'a.', '/webhooks/1/', 'http://', 'authorization: ', 'aW50ZXJhY3Rpb246', 'x@', '\\"'])
        withoutSecrets(unit.repeat(length / unit.length), formsOf(TOKEN));
      return performance.now() - started;
    });
    expect(times[1]).toBeLessThan(10 * Math.max(times[0] ?? 0, 20));
  });
});

/** Everything that is thrown and can hold a secret, or what somebody wrote. */
function faults(): unknown[] {
  const url = `https://discord.com/api/v10/webhooks/12/${INTERACTION_TOKEN}/messages/@original`;
  const body = { files: undefined, json: { content: 'a private question' } };
  const rest = new DiscordAPIError({ code: 1, message: 'Invalid' }, 1, 400, 'PATCH', url, body);
  const request = { headers: { authorization: `Bot ${TOKEN}` }, body: 'a private question' };
  const throwing = new Error('x');
  Object.defineProperty(throwing, 'code', {
    enumerable: true,
    get() {
      throw new Error(TOKEN);
    },
  });
  return [
    new Error(`refused ${TOKEN}`),
    new Error('outer', { cause: new Error(`inner ${TOKEN}`, { cause: rest }) }),
    Object.assign(new Error('with a request'), { request, config: request, response: { request } }),
    Object.assign(new Error('with an error'), { failure: rest, inner: { failure: rest } }),
    new AggregateError([rest, new Error(TOKEN)], `many ${TOKEN}`),
    Object.assign(new Error('renamed'), { code: TOKEN, path: `/folder/${TOKEN}` }),
    rest,
    throwing,
    ...[TOKEN, `a text with ${TOKEN}`, { token: TOKEN, request }, [TOKEN], null, undefined, 7, Symbol('x')],
  ];
}

/** What a terminal without colours is given. */
function inTerminal(
  level: string,
  secrets: string[],
  write: (logger: ReturnType<typeof createLogger>) => void,
): string {
  const chunks: string[] = [];
  const stream = new PassThrough().setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  write(createLogger(level, secrets, pretty({ sync: true, destination: stream, colorize: false })));
  stream.read();
  return chunks.join('');
}

describe('the log', () => {
  const write = (logger: ReturnType<typeof createLogger>) => {
    for (const thrown of faults()) {
      logger.error({ err: thrown }, 'failed');
      logger.fatal({ failure: thrown, detail: `Provided token: ${TOKEN}` }, `failed with ${TOKEN}`);
      if (thrown instanceof Error) logger.error(thrown);
      for (const encode of encodings) logger.trace({ detail: encode(TOKEN), deep: { deeper: [encode(TOKEN)] } });
    }
  };

  it('holds no secret and nothing that was asked, whatever is thrown, as JSON', () => {
    const lines: string[] = [];
    write(createLogger('trace', [TOKEN], { write: (line) => lines.push(line) }));
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) JSON.parse(line);
    expect(leaksOf(lines.join(''), TOKEN)).toEqual([]);
    expect(lines.join('')).not.toContain(INTERACTION_TOKEN);
    // What an object of unknown kind holds is written only where it was named by whoever logs it.
    expect(lines.filter((line) => line.includes('"err"')).join('')).not.toContain('private question');
    expect(lines.join('')).toContain('Invalid');
  });

  it('holds none in a terminal either', () => {
    const shown = inTerminal('trace', [TOKEN], write);
    expect(shown).toMatch(/ERROR/);
    expect(leaksOf(shown, TOKEN)).toEqual([]);
    expect(shown).not.toContain(INTERACTION_TOKEN);
  });

  it('gives a terminal nothing to obey', () => {
    const evil = '\u001b]0;title\u0007\u009b31m\u202eevil\u2066 \\u001b \r\u0000end';
    const shown = inTerminal('info', [], (logger) => logger.warn({ where: evil, err: new Error(evil) }, evil));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
    expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(shown).toContain('evil');
    expect(shown).toContain('end');
  });
});

describe('what people are told of mistakes', () => {
  it('repeats no token that was put into the wrong setting, and no password of an address', () => {
    const wrong = { ASK_CHANNEL_IDS: TOKEN, ADMIN_ROLE_IDS: `Bot ${TOKEN}`, RATE_LIMIT_PERSON: TOKEN };
    const read = () => parseConfig({ ...wrong, DISCORD_TOKEN: `Bot ${TOKEN}` });
    expect(read).toThrow(ConfigError);
    try {
      read();
    } catch (error) {
      const { message, problems } = error as ConfigError;
      expect(leaksOf([message, ...problems].join('\n'), TOKEN)).toEqual([]);
    }
    expect(new UserError('not from https://me:pass@hub.example/m').message).toBe(
      'not from https://[secret]@hub.example/m',
    );
  });

  it('is without the token in the check-up, in a terminal and as JSON, whether Discord takes it or not', async () => {
    const discord = await StandIn.start();
    try {
      const folder = await temporaryFolder();
      await mkdir(path.join(folder, 'articles'));
      const run = async (settings: Readonly<Record<string, string>>, ...options: string[]) => {
        const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
        await writeFile(path.join(folder, '.env'), lines.join('\n'));
        const { PATH = '' } = process.env;
        const script = fromProjectRoot('dist/scripts/doctor.js');
        const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...options], {
          cwd: folder,
          env: { PATH },
        }).catch((failed: { stdout: string; stderr: string }) => failed);
        return stdout + stderr;
      };
      const taken = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
      const outputs = [{ output: await run(taken), secret: discord.token }];
      outputs.push({ output: await run({ ...taken, DISCORD_TOKEN: TOKEN }, '--json'), secret: TOKEN });
      outputs.push({ output: await run({ DISCORD_TOKEN: TOKEN, ASK_CHANNEL_IDS: TOKEN }), secret: TOKEN });
      for (const { output, secret } of outputs) {
        expect(output.length).toBeGreaterThan(50);
        expect(leaksOf(output, secret)).toEqual([]);
      }
    } finally {
      await discord.close();
    }
  });
});
