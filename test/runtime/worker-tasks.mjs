// Tasks for the tests of worker threads.

export const refuse = async ({ module, name, args }) => {
  const { [name]: Kind } = await import(module);
  throw new Kind(...args);
};

export const refuseInOwnWay = async ({ errors, intake }) => {
  const [{ StorageError }, { IntakeError }] = [await import(errors), await import(intake)];
  class SqliteError extends Error {}
  const sqlite = Object.assign(new SqliteError('disk I/O error'), { name: 'SqliteError', code: 'SQLITE_IOERR' });
  const late = new DOMException('too late', 'TimeoutError');
  class QuotaError extends StorageError {}
  throw Object.assign(new QuotaError('full', { cause: new IntakeError('timedOut', {}, { cause: late }) }), {
    sqlite,
    callback: () => {},
  });
};

export const refuseItself = () => {
  const error = new Error('a circle');
  error.cause = error;
  throw error;
};

export const refuseWith = (value) => {
  throw value;
};

export const count = (to, { report }) => {
  for (let at = 1; at <= to; at++) report(at);
  return to;
};

/** Stops when it is told to, and else never. */
export const wait = (_, { stop, report }) => {
  report('begun');
  return new Promise((_resolve, reject) => {
    setInterval(() => Atomics.load(stop, 0) === 1 && reject(new Error('stopped')), 10);
  });
};

export const neverStop = (_, { report }) => {
  report('begun');
  return new Promise(() => setInterval(() => {}, 1_000));
};

export const exit = () => process.exit(3);
export const double = (number) => 2 * number;

export const starve = () => {
  const hoard = [];
  for (;;) hoard.push(new Array(1_000).fill(hoard.length));
};

const kept = [];
/** Takes memory outside of JavaScript's heap. */
export const grow = (megabytes) => {
  kept.push(Buffer.alloc(megabytes * 2 ** 20, 1));
  return new Promise(() => setInterval(() => {}, 1_000));
};
