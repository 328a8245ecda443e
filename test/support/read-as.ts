import { formatOf } from '../../src/article/formats.js';
import type { Read } from '../../src/article/model/read.js';
import { UnreadableError } from '../../src/article/model/unreadable.js';

/** The result of reading a file. A refusal of the whole file is one of the problems; any other error is a fault of the reader. */
export async function readAs(path: string, bytes: Buffer): Promise<Read[]> {
  const reads: Read[] = [];
  const format = formatOf(path);
  if (!format) throw new Error(`nothing reads ${path}`);
  try {
    for (const read of await format(path, bytes)) reads.push(read);
  } catch (cause) {
    if (!(cause instanceof UnreadableError)) throw cause;
    reads.push({ where: path, reason: cause.message });
  }
  return reads;
}
