import { type DestinationStream, type Logger, type LoggerOptions, pino, stdSerializers } from 'pino';
import pretty from 'pino-pretty';

/** Interaction and webhook tokens stand in addresses, which errors quote. */
const TOKENS_IN_ADDRESSES = /\/(webhooks|interactions)\/(\d+)\/[^/\s"'?\\]+/g;
/** Fields of a discord.js REST error that hold what people wrote. */
const PRIVATE_FIELDS = new Set(['requestBody', 'rawError']);

/** A pino logger whose lines hold no token: neither a secret of `secrets` nor one in an address or a `token` field. */
export function createLogger(
  level: string,
  secrets: readonly string[],
  destination: DestinationStream = process.stdout.isTTY ? pretty({ sync: true }) : pino.destination({ sync: true }),
): Logger {
  const options: LoggerOptions = {
    level,
    redact: { paths: ['token', '*.token'], censor: '[token]' },
    serializers: { err: serializeError },
    hooks: { streamWrite: (line) => withoutTokens(line, secrets) },
  };
  return pino(options, destination);
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
