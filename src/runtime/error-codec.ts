type ErrorClass = { readonly name: string; readonly prototype: Error };

/** What was thrown in another thread, as plain data: structured cloning alone drops an error's class and fields. */
export type Encoded = { readonly error: EncodedError } | { readonly value: unknown };

interface EncodedError {
  readonly name: string;
  /** The registered class nearest to its own. */
  readonly class: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause?: Encoded;
  readonly fields: Readonly<Record<string, Encoded>>;
}

/** Errors within errors that are kept; one can be its own cause. */
const MOST_NESTED = 8;

const registered = new Map<string, ErrorClass>();

/**
 * Lets errors of these classes arrive from other threads as what they are. They are restored without their constructors,
 * from their public fields. An error of any other class arrives as the nearest registered class that it extends.
 */
export function registerErrors(...classes: readonly ErrorClass[]): void {
  for (const each of classes) {
    if ((registered.get(each.name) ?? each) !== each) throw new Error(`two error classes are named ${each.name}`);
    registered.set(each.name, each);
  }
}

registerErrors(Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError);

/** Anything thrown, as data that can be sent to another thread. */
export function encodeError(thrown: unknown, depth = 0): Encoded {
  if (!(thrown instanceof Error)) return { value: cloneable(thrown) };
  const { name, message, stack } = thrown;
  const fields = Object.entries(thrown).filter(([key]) => key !== 'message' && key !== 'stack' && key !== 'cause');
  const isDeep = depth === MOST_NESTED;
  return {
    error: {
      name,
      class: nearestClass(thrown),
      message,
      stack,
      ...(Object.hasOwn(thrown, 'cause') && !isDeep && { cause: encodeError(thrown.cause, depth + 1) }),
      fields: Object.fromEntries(isDeep ? [] : fields.map(([key, value]) => [key, encodeError(value, depth + 1)])),
    },
  };
}

/** What was thrown, restored: an error has its class, message, stack, cause and fields. */
export function decodeError(encoded: Encoded): unknown {
  if ('value' in encoded) return encoded.value;
  const { name, class: nearest, message, stack, cause, fields } = encoded.error;
  const options = cause && { cause: decodeError(cause) };
  // Of these, name and message can't be set later.
  const error =
    nearest === 'DOMException' ? new DOMException(message, { name, ...options }) : new Error(message, options);
  if (nearest !== 'DOMException') Object.setPrototypeOf(error, (registered.get(nearest) ?? Error).prototype);
  for (const [key, value] of Object.entries(fields)) define(error, key, decodeError(value), true);
  if (error.name !== name) define(error, 'name', name, false);
  define(error, 'stack', stack, false);
  return error;
}

function nearestClass(error: Error): string {
  if (error instanceof DOMException) return 'DOMException';
  for (let at = Object.getPrototypeOf(error); at; at = Object.getPrototypeOf(at)) {
    const { name } = at.constructor;
    if (registered.get(name)?.prototype === at) return name;
  }
  return 'Error';
}

/** Not by assignment, as a class may have a getter of the same name. */
function define(error: Error, key: string, value: unknown, enumerable: boolean): void {
  Object.defineProperty(error, key, { value, enumerable, writable: true, configurable: true });
}

/** The value, or its text where it can't be sent. */
function cloneable(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return String(value);
  }
}
