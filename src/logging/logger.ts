import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import pretty from 'pino-pretty';
import { formsOf, withoutSecrets } from '../runtime/secrets.js';
import { loggedError } from './logged-error.js';
import { currentReference } from './request-trace.js';

/** Control characters as JSON writes them, but for tab and line end; an escaped backslash is none of them. */
const ESCAPED_CONTROLS = /\\\\|\\u00(?:0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])/gi;
/** Those that JSON leaves as they are, and what turns the writing direction. */
const BARE_CONTROLS = /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A pino logger whose lines hold no secret, whichever field or error it came in, nor anything that a terminal would obey.
 * `secrets` are those that are known; see `withoutSecrets` for what is found besides. Each line bears the reference of the use of
 * the bot that it is about, if any.
 */
export function createLogger(
  level: string,
  secrets: readonly string[],
  destination: DestinationStream = standardOutput('auto'),
): Logger {
  const known = secrets.flatMap(formsOf);
  const options: LoggerOptions = {
    level,
    redact: { paths: ['token', '*.token'], censor: '[secret]' },
    // The use of the bot that a line is about, however deep it is written.
    mixin: () => {
      const reference = currentReference();
      return reference === undefined ? {} : { reference };
    },
    serializers: { err: (thrown: unknown) => loggedError(thrown) },
    formatters: { log: withErrorsTold },
    hooks: { streamWrite: (line) => withoutControls(withoutSecrets(line, known)) },
  };
  return pino(options, destination);
}

/** Errors under any name; `err` has its serializer. */
function withErrorsTold(fields: Record<string, unknown>): Record<string, unknown> {
  if (!Object.entries(fields).some(([name, value]) => name !== 'err' && value instanceof Error)) return fields;
  const told = Object.entries(fields).map(([name, value]) => [
    name,
    name !== 'err' && value instanceof Error ? loggedError(value) : value,
  ]);
  return Object.fromEntries(told);
}

/** Lines for people (`pretty`) or machines (`json`) on standard output; `auto` takes a terminal for people. */
export function standardOutput(format: 'auto' | 'pretty' | 'json'): DestinationStream {
  const isPretty = format === 'auto' ? process.stdout.isTTY : format === 'pretty';
  return isPretty ? pretty({ sync: true }) : pino.destination({ sync: true });
}

function withoutControls(line: string): string {
  return line.replace(ESCAPED_CONTROLS, (found) => (found === '\\\\' ? found : '')).replace(BARE_CONTROLS, '');
}
