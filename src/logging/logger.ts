import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type Pretty from 'pino-pretty';
import { onFirstUse } from '../runtime/on-first-use.js';
import { formsOf, withoutSecrets } from '../runtime/secrets.js';
import { loggedError } from './logged-error.js';
import { currentReference } from './request-trace.js';

const pretty = onFirstUse<typeof Pretty>('pino-pretty');

/** JSON escapes of control characters, except tab and line end. Matches escaped backslashes too, so that they can be skipped. */
const ESCAPED_CONTROLS = /\\\\|\\u00(?:0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])/gi;
/** Control characters that JSON does not escape, and characters that change the writing direction. */
const BARE_CONTROLS = /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A pino logger whose lines contain no secrets, in whichever field or error, and no terminal control characters. `secrets` are
 * the known ones; see `withoutSecrets` for others that are recognised. Each line carries the reference of the current request.
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
    // Taken from the async context, so that no caller has to pass it on.
    mixin: () => {
      const reference = currentReference();
      return reference === undefined ? {} : { reference };
    },
    serializers: { err: (thrown: unknown) => loggedError(thrown) },
    formatters: { log: withLoggedErrors },
    hooks: { streamWrite: (line) => withoutControls(withoutSecrets(line, known)) },
  };
  return pino(options, destination);
}

/** Serializes errors in any field. `err` has its own serializer. */
function withLoggedErrors(fields: Record<string, unknown>): Record<string, unknown> {
  if (!Object.entries(fields).some(([name, value]) => name !== 'err' && value instanceof Error)) return fields;
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    name !== 'err' && value instanceof Error ? loggedError(value) : value,
  ]);
  return Object.fromEntries(entries);
}

/** Writes lines for people (`pretty`) or machines (`json`) to standard output. `auto` means `pretty` in a terminal. */
export function standardOutput(format: 'auto' | 'pretty' | 'json'): DestinationStream {
  const isPretty = format === 'auto' ? process.stdout.isTTY : format === 'pretty';
  return isPretty ? pretty()({ sync: true }) : pino.destination({ sync: true });
}

function withoutControls(line: string): string {
  return line.replace(ESCAPED_CONTROLS, (found) => (found === '\\\\' ? found : '')).replace(BARE_CONTROLS, '');
}
