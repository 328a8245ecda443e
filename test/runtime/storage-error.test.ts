import { expect, it } from 'vitest';
import { isDiskFault } from '../../src/runtime/files/storage-error.js';

const failure = (code?: string) => Object.assign(new Error('failed'), code && { code });

it.each(['ENOSPC', 'EDQUOT', 'EIO', 'EMFILE', 'EROFS', 'EACCES', 'SQLITE_IOERR_WRITE', 'SQLITE_READONLY_DBMOVED'])(
  'takes %s for a fault of the disk',
  (code) => {
    expect(isDiskFault(failure(code))).toBe(true);
  },
);

it.each(['ENOENT', 'EEXIST', 'SQLITE_CORRUPT', undefined])('takes %s for none', (code) => {
  expect(isDiskFault(failure(code))).toBe(false);
});
