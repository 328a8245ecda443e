import { stdSerializers } from 'pino';

/** Fields of an error that say what failed and where. Any other may hold what people wrote, or a request with its token. */
const TOLD = [
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
/** Errors inside another that are told, and how deep. */
const MOST_INSIDE = 5;

/** What the log keeps of anything that was thrown: kind, message and stack with its causes, and a few plain fields. Never throws. */
export function loggedError(thrown: unknown, depth = 0): object {
  if (!(thrown instanceof Error)) {
    // Of another thing's content nothing is known.
    return { type: thrown === null ? 'null' : typeof thrown, ...(typeof thrown === 'string' && { message: thrown }) };
  }
  const fields = TOLD.flatMap((name) => {
    const value = plainField(thrown, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const inside = thrown instanceof AggregateError && depth < 2 ? thrown.errors.slice(0, MOST_INSIDE) : [];
  return {
    ...described(thrown),
    ...Object.fromEntries(fields),
    ...(inside.length > 0 && { errors: inside.map((each) => loggedError(each, depth + 1)) }),
  };
}

/** With messages and stacks of the causes. */
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
