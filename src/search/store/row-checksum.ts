import { createHash } from 'node:crypto';

/** SHA-256 of a row's values, in the order of their columns. */
export function rowChecksum(values: readonly (string | number | null)[]): Buffer {
  // As SQLite stores them: text that is not well-formed does not come back unchanged.
  const stored = values.map((value) => (typeof value === 'string' ? Buffer.from(value).toString() : value));
  return createHash('sha256').update(JSON.stringify(stored)).digest();
}
