import { DiscordAPIError } from 'discord.js';
import { expect, it } from 'vitest';
import { createLogger } from '../../src/logging/logger.js';
import { traced } from '../../src/logging/request-trace.js';
import { Meters } from '../../src/metrics/meters.js';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('info', ['the.bot-token'], { write: (line) => lines.push(line) }));
  return lines.join('');
}

it('keeps tokens and what people wrote out of errors', () => {
  const url = 'https://discord.com/api/v10/webhooks/1234/aW50ZXJhY3Rpb24tdG9rZW4/messages/@original?wait=true';
  const body = { files: undefined, json: { content: 'a private question' } };
  const raw = { code: 50_035, message: 'Invalid Form Body' };
  const cause = new Error('the.bot-token was in https://discord.com/api/v10/interactions/1/c2VjcmV0/callback');
  const text = logged((logger) => {
    logger.error({ err: new DiscordAPIError(raw, 50_035, 400, 'PATCH', url, body) }, 'failed');
    logger.error({ err: new Error('outer', { cause }) }, 'failed with the.bot-token');
  });
  expect(text).toContain('Invalid Form Body');
  expect(text).toContain('/webhooks/1234/[secret]/messages/@original');
  expect(text).not.toMatch(/aW50ZXJhY3Rpb24|private question|the\.bot-token|c2VjcmV0/);
});

it('keeps fields that are named for tokens out', () => {
  const text = logged((logger) => logger.info({ token: 'abc', interaction: { token: 'def' } }, 'hello'));
  expect(text).not.toMatch(/abc|def/);
});

it('keeps tokens out of the lines about a use of the bot as well', async () => {
  const lines: string[] = [];
  const logger = createLogger('debug', ['the.bot-token'], { write: (line) => lines.push(line) });
  const about = { kind: 'the.bot-token', token: 'abc' };
  const failing = traced({ way: 'command', about }, { logger, meters: new Meters() }, async () => {
    logger.warn({ address: '/interactions/1/c2VjcmV0/callback' }, 'no answer');
    throw new Error('the.bot-token');
  });
  await expect(failing).rejects.toThrow();
  const references = lines.map((line) => JSON.parse(line).reference);
  expect(references).toHaveLength(3);
  expect(new Set(references).size).toBe(1);
  expect(lines.join('')).not.toMatch(/the\.bot-token|c2VjcmV0|abc/);
});
