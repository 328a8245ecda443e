import { stdSerializers } from 'pino';

/** Error fields that are safe to log. Others may contain what people wrote, or a request with its token. */
const SAFE_FIELDS = [
  'name',
  'code',
  'status',
  'method',
  'url',
  'errno',
  'syscall',
  'path',
  'address',
  'port',
  'refusal',
] as const;
/** Errors of an `AggregateError` to log. */
const MAX_NESTED_ERRORS = 5;

/** A thrown value as the log shows it: type, message and stack with causes, and a few plain fields. Never throws. */
export function loggedError(thrown: unknown, depth = 0): object {
  if (!(thrown instanceof Error)) {
    // The content of other values is unknown, so only strings are logged.
    return { type: thrown === null ? 'null' : typeof thrown, ...(typeof thrown === 'string' && { message: thrown }) };
  }
  const fields = SAFE_FIELDS.flatMap((name) => {
    const value = plainField(thrown, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const inside = thrown instanceof AggregateError && depth < 2 ? thrown.errors.slice(0, MAX_NESTED_ERRORS) : [];
  return {
    ...described(thrown),
    ...Object.fromEntries(fields),
    ...(inside.length > 0 && { errors: inside.map((each) => loggedError(each, depth + 1)) }),
  };
}

/** Type, message and stack, including those of the causes. */
function described(error: Error): object {
  try {
    const { type, message, stack } = stdSerializers.err(error);
    return { type, message, stack };
  } catch {
    return { type: 'Error', message: 'an error that can’t be read' };
  }
}

function plainField(error: Error, name: string): string | number | undefined {
  try {
    const value = (error as unknown as Record<string, unknown>)[name];
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}
