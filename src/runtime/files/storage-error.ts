import { registerErrors } from '../error-codec.js';
import { UserError } from '../errors.js';

/** A disk or folder can't be written or read. */
export class StorageError extends UserError {}
registerErrors(StorageError);

/** What codes of the system and of SQLite mean, and what to do about them. */
const REASONS: readonly (readonly [RegExp, string, string])[] = [
  [/^(ENOSPC|SQLITE_FULL)$/, 'the disk is full', 'Free some space'],
  [/^EDQUOT$/, 'the disk quota is used up', 'Free some space'],
  [/^EFBIG$/, 'a file would grow larger than this process may write', 'Raise the limit (ulimit -f)'],
  [
    /^(EROFS|SQLITE_READONLY(?!_DBMOVED)\w*)$/,
    'it is read-only',
    'Make it writable for the user that runs this program',
  ],
  [
    /^(EACCES|EPERM|SQLITE_(CANTOPEN\w*|PERM))$/,
    'this user has no permission to use it',
    'Change its owner or permissions',
  ],
  [
    /^(ENOENT|SQLITE_READONLY_DBMOVED)$/,
    'a part of it was moved or deleted in the meantime',
    'Make sure that nothing else changes it',
  ],
  [/^(ENOTDIR|EEXIST)$/, 'there is a file where a folder is needed', 'Move that file away'],
  [/^(EIO|SQLITE_IOERR\w*)$/, 'the disk reports a fault, or is full', 'Check the disk'],
  [/^(EMFILE|ENFILE)$/, 'too many files are open', 'Raise the limit (ulimit -n)'],
];

/**
 * Explains a fault of the disk in a sentence; undefined for any other fault.
 * @param what the failed action, as the beginning of the sentence: "The index can't be written to /folder".
 * @param then what to do once the fault is fixed.
 */
export function storageError(cause: unknown, what: string, then: string): StorageError | undefined {
  const code = codeOf(cause);
  const [, reason, remedy] = REASONS.find(([codes]) => codes.test(code)) ?? [];
  return reason === undefined
    ? undefined
    : new StorageError(`${what}: ${reason} (${code}). ${remedy}, then ${then}.`, { cause });
}

/** Codes that are about the content of a folder, not about the disk, permissions or limits. */
const PLACES = /^(ENOENT|ENOTDIR|EEXIST)$/;

/** Whether the disk, permissions or a limit of the system prevent reading or writing. */
export function isDiskFault(cause: unknown): boolean {
  const code = codeOf(cause);
  return !PLACES.test(code) && REASONS.some(([codes]) => codes.test(code));
}

/** Whether SQLite itself reports a problem, with a file or with a statement. */
export function isSqliteError(cause: unknown): boolean {
  return codeOf(cause).startsWith('SQLITE_');
}

/** The system's or SQLite's error code; empty if there is none. */
export function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}
