import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { PassageToRead, Reader, Reading } from '../../../src/reader/reader.js';

/**
 * A reader that keeps what it made of each question and passage in a file of JSON lines, so that fitting again reads nothing
 * twice. Readings of another reader, told by its fingerprint, do not count.
 */
export function cachedReader(reader: Pick<Reader, 'read' | 'fingerprint'>, file: string): Pick<Reader, 'read'> {
  const known = new Map<string, Reading>();
  if (existsSync(file)) {
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const [key, reading] = JSON.parse(line) as [string, Reading];
      known.set(key, reading);
    }
  }
  const keyOf = (question: string, { title = '', text }: PassageToRead) =>
    createHash('sha256')
      .update([reader.fingerprint, question, title, text].join('\n'))
      .digest('base64url')
      .slice(0, 22);
  return {
    async read(question, passages, signal) {
      const missing = passages.filter((passage) => !known.has(keyOf(question, passage)));
      const readings = missing.length > 0 ? await reader.read(question, missing, signal) : [];
      for (const [at, passage] of missing.entries()) {
        const key = keyOf(question, passage);
        const reading = readings[at] as Reading;
        known.set(key, reading);
        appendFileSync(file, `${JSON.stringify([key, reading])}\n`);
      }
      return passages.map((passage) => known.get(keyOf(question, passage)) as Reading);
    },
  };
}
