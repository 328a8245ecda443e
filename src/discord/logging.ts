import { type DestinationStream, type Logger, type LoggerOptions, pino, stdSerializers } from 'pino';
import pretty from 'pino-pretty';
import { currentReference } from './uses.js';

/** Interaction and webhook tokens stand in addresses, which errors quote. */
const TOKENS_IN_ADDRESSES = /\/(webhooks|interactions)\/(\d+)\/[^/\s"'?\\]+/g;
/** Fields of a discord.js REST error that hold what people wrote. */
const PRIVATE_FIELDS = new Set(['requestBody', 'rawError']);

/**
 * A pino logger whose lines hold no token: neither a secret of `secrets` nor one in an address or a `token` field. Each line bears the
 * reference of the use of the bot that it is about, if any.
 */
export function createLogger(
  level: string,
  secrets: readonly string[],
  destination: DestinationStream = standardOutput('auto'),
): Logger {
  const options: LoggerOptions = {
    level,
    redact: { paths: ['token', '*.token'], censor: '[token]' },
    // The use of the bot that a line is about, however deep it is written.
    mixin: () => {
      const reference = currentReference();
      return reference === undefined ? {} : { reference };
    },
    serializers: { err: serializeError },
    hooks: { streamWrite: (line) => withoutTokens(line, secrets) },
  };
  return pino(options, destination);
}

/** Lines for people (`pretty`) or machines (`json`) on standard output; `auto` takes a terminal for people. */
export function standardOutput(format: 'auto' | 'pretty' | 'json'): DestinationStream {
  const isPretty = format === 'auto' ? process.stdout.isTTY : format === 'pretty';
  return isPretty ? pretty({ sync: true }) : pino.destination({ sync: true });
}

export function withoutTokens(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (clean, secret) => clean.replaceAll(secret, '[token]'),
    text.replace(TOKENS_IN_ADDRESSES, '/$1/$2/[token]'),
  );
}

function serializeError(error: Error): object {
  const fields = Object.entries(stdSerializers.err(error)).filter(([key]) => !PRIVATE_FIELDS.has(key));
  return Object.fromEntries(fields);
}
