import { createHash } from 'node:crypto';

/** SHA-256 of a row's values, in the order of their columns. */
export function rowChecksum(values: readonly (string | number | null)[]): Buffer {
  // As SQLite will have stored them: what is no well-formed text does not come back as it was.
  const stored = values.map((value) => (typeof value === 'string' ? Buffer.from(value).toString() : value));
  return createHash('sha256').update(JSON.stringify(stored)).digest();
}
