import { registerErrors } from '../error-codec.js';
import { UserError } from '../errors.js';

/** A disk or a folder does not take what has to be written, or does not give what has to be read. */
export class StorageError extends UserError {}
registerErrors(StorageError);

/** What the system's and SQLite's codes mean, and what to do about it. */
const REASONS: readonly (readonly [RegExp, string, string])[] = [
  [/^(ENOSPC|SQLITE_FULL)$/, 'the disk is full', 'Make room'],
  [/^EDQUOT$/, 'the disk quota is used up', 'Make room'],
  [/^EFBIG$/, 'a file would grow larger than this process may write', 'Raise the limit (ulimit -f)'],
  [/^(EROFS|SQLITE_READONLY(?!_DBMOVED)\w*)$/, 'it is read-only', 'Make it writable for the user who runs this'],
  [
    /^(EACCES|EPERM|SQLITE_(CANTOPEN\w*|PERM))$/,
    'it may not be used by this user',
    'Change who owns it or its permissions',
  ],
  [
    /^(ENOENT|SQLITE_READONLY_DBMOVED)$/,
    'a part of it was moved or deleted meanwhile',
    'See that nothing else changes it',
  ],
  [/^(ENOTDIR|EEXIST)$/, 'a file lies where a folder has to be', 'Move that file away'],
  [/^(EIO|SQLITE_IOERR\w*)$/, 'the disk reports a fault, or has no room left', 'Check the disk'],
  [/^(EMFILE|ENFILE)$/, 'too many files are open', 'Raise the limit (ulimit -n)'],
];

/**
 * What a fault of the disk means, in a sentence; undefined for any other fault.
 * @param what was being done, as the beginning of the sentence: "The index can't be written to /folder".
 * @param then what to do once the fault is mended.
 */
export function storageError(cause: unknown, what: string, then: string): StorageError | undefined {
  const code = codeOf(cause);
  const [, reason, remedy] = REASONS.find(([codes]) => codes.test(code)) ?? [];
  return reason === undefined
    ? undefined
    : new StorageError(`${what}: ${reason} (${code}). ${remedy}, then ${then}.`, { cause });
}

/** Codes that tell of what lies in a folder, not of the disk, permissions or limits. */
const PLACES = /^(ENOENT|ENOTDIR|EEXIST)$/;

/** Whether the disk, its permissions or a limit of the system keeps something from being read or written. */
export function isDiskFault(cause: unknown): boolean {
  const code = codeOf(cause);
  return !PLACES.test(code) && REASONS.some(([codes]) => codes.test(code));
}

/** Whether SQLite itself says that something is wrong, with a file or with what was asked of it. */
export function isSqliteError(cause: unknown): boolean {
  return codeOf(cause).startsWith('SQLITE_');
}

/** The system's or SQLite's code of a fault; empty where it has none. */
export function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}
