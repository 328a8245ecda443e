import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { AlreadyFetchingError } from '../../src/feeds/fetch-links.js';
import { NotFetchedError } from '../../src/feeds/refusal.js';
import { IntakeError } from '../../src/intake/intake-error.js';
import * as errors from '../../src/runtime/errors.js';
import { StorageError } from '../../src/runtime/files/storage-error.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { WorkerEndedError, WorkerPool } from '../../src/runtime/threads/run-in-worker.js';
import { DamagedArticleError } from '../../src/search/store/sqlite-store.js';

const tasks = new URL('./worker-tasks.mjs', import.meta.url);
const pool = new WorkerPool<(task: unknown) => never>(tasks, { keepAlive: Infinity });
afterAll(() => pool.close());

const inDist = (file: string) => pathToFileURL(fromProjectRoot(`dist/src/${file}`)).href;

const inner = { cause: new RangeError('out of range') };
const FROM_ERRORS: Readonly<Record<keyof typeof errors, readonly unknown[]>> = {
  UserError: ['wrong', inner],
  QuestionError: ['too long', 'questionTooLong', { most: 5 }],
  ConfigError: [['one is wrong', 'so is another']],
  AlreadyIndexingError: ['indexing', inner],
  NothingBeforeError: ['nothing'],
  RollBackRefusedError: ['changed', 'changed', inner],
  BusyError: [7],
  LeavingError: [],
  IndexUnavailableError: ['no index', inner],
  ModelUnavailableError: ['no model', inner],
  ThresholdsUnusedError: ['damaged'],
  NoArticlesError: ['no articles'],
};

type ErrorClass = new (...args: never[]) => Error;
const SAMPLES: readonly (readonly [ErrorClass, string, readonly unknown[]])[] = [
  ...Object.values(errors).map(
    (each) => [each, 'runtime/errors.js', FROM_ERRORS[each.name as keyof typeof errors]] as const,
  ),
  [StorageError, 'runtime/files/storage-error.js', ['full', inner]],
  [WorkerEndedError, 'runtime/threads/run-in-worker.js', ['memory', 'out of memory', inner]],
  [IntakeError, 'intake/intake-error.js', ['httpStatus', { status: 503, retryAfter: '120' }, inner]],
  [NotFetchedError, 'feeds/refusal.js', ['hostBusy', 1_700_000_000_000, inner]],
  [AlreadyFetchingError, 'feeds/fetch-links.js', ['fetching', inner]],
  [DamagedArticleError, 'search/store/sqlite-store.js', ['bridges.txt']],
  [TypeError, 'runtime/native-errors', ['no function', inner]],
];

function thrown(name: string, task: unknown): Promise<unknown> {
  return pool.run(task, { name }).catch((cause: unknown) => cause);
}

it.each(SAMPLES.map(([Kind, module, args]) => [Kind.name, Kind, module, args] as const))(
  '%s arrives from a thread as what it is',
  async (name, Kind, module, args) => {
    const isNative = module === 'runtime/native-errors';
    const from = isNative ? `data:text/javascript,export const ${name} = globalThis.${name}` : inDist(module);
    const error = (await thrown('refuse', { module: from, name, args })) as Error;
    const original = new Kind(...(args as never[]));
    expect(error).toBeInstanceOf(Error);
    expect(error.constructor).toBe(Kind);
    expect({ ...error }).toStrictEqual({ ...original });
    expect([error.name, error.message, String(error)]).toEqual([original.name, original.message, String(original)]);
    expect(error.stack).toContain('worker-tasks.mjs');
    expect(Object.hasOwn(error, 'cause')).toBe(Object.hasOwn(original, 'cause'));
    if (original.cause) expect(error.cause).toEqual(original.cause);
    if (original.cause) expect(error.cause).toBeInstanceOf(RangeError);
  },
);

it('brings along causes, errors in fields and codes, and takes an unknown class for the nearest known one', async () => {
  const modules = { errors: inDist('runtime/files/storage-error.js'), intake: inDist('intake/intake-error.js') };
  const error = (await thrown('refuseInOwnWay', modules)) as StorageError & { sqlite: Error; callback: unknown };
  expect(error.constructor).toBe(StorageError);
  expect(error).toMatchObject({ name: 'QuotaError', message: 'full' });
  expect(error.sqlite).toMatchObject({ name: 'SqliteError', code: 'SQLITE_IOERR', message: 'disk I/O error' });
  expect(error.callback).toBeTypeOf('string');
  const cause = error.cause as IntakeError;
  expect(cause).toBeInstanceOf(IntakeError);
  expect(cause.refusal).toBe('timedOut');
  expect(cause.cause).toBeInstanceOf(DOMException);
  expect(cause.cause).toMatchObject({ name: 'TimeoutError', message: 'too late' });
});

it('lets what is no error through, and an error that is its own cause', async () => {
  expect(await thrown('refuseWith', 'a text')).toBe('a text');
  expect(await thrown('refuseWith', undefined)).toBeUndefined();
  expect(await thrown('refuseItself', undefined)).toMatchObject({ message: 'a circle' });
});
