import { Readable } from 'node:stream';
import { writeInto } from './files.js';

/** Receives the number of bytes downloaded so far. */
export type OnBytes = (done: number) => void;

/**
 * Downloads the `wanted` files below an address into `folder`. Checks nothing in them: the caller compares checksums.
 * @throws Error that names the file and the response, or what the network says
 */
export async function download(
  address: string,
  wanted: readonly string[],
  folder: string,
  onBytes: OnBytes,
  signal?: AbortSignal,
): Promise<void> {
  let done = 0;
  const count = (bytes: number) => {
    done += bytes;
    onBytes(done);
  };
  for (const file of wanted) {
    const response = await fetch(`${address}/${file}`, { ...(signal && { signal }) });
    if (!response.ok || !response.body) throw new Error(`${file}: HTTP ${response.status}`);
    await writeInto(folder, file, Readable.fromWeb(response.body as never), count, signal);
  }
}
