import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PinnedFile } from './lock.js';

/** SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { ...(signal && { signal }) });
  return hash.digest('hex');
}

/** What is wrong with `file` in `folder`; undefined if it exists and matches its checksum. */
export async function defectOf(folder: string, file: PinnedFile, signal?: AbortSignal): Promise<string | undefined> {
  const full = path.join(folder, file.path);
  const size = await stat(full).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) return `${file.path} is missing`;
  if (size !== file.size) return `${file.path} has ${size} bytes instead of ${file.size}`;
  if ((await sha256Of(full, signal)) !== file.sha256) return `${file.path} does not have the pinned checksum`;
  return undefined;
}

/** The first defect of a folder's files; undefined if all exist and match their checksums. */
export async function defectIn(
  folder: string,
  files: readonly PinnedFile[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  for (const file of files) {
    const defect = await defectOf(folder, file, signal);
    if (defect) return defect;
  }
  return undefined;
}

/** Writes a stream to `folder/name`, creating folders as needed; `onBytes` receives the length of each chunk. */
export async function writeInto(
  folder: string,
  name: string,
  content: AsyncIterable<Uint8Array> | NodeJS.ReadableStream,
  onBytes: (count: number) => void = () => {},
  signal?: AbortSignal,
): Promise<void> {
  const full = path.join(folder, name);
  await mkdir(path.dirname(full), { recursive: true });
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  await pipeline(content, count, createWriteStream(full), { ...(signal && { signal }) });
}
