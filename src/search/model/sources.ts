import { Readable } from 'node:stream';
import { Parser } from 'tar';
import { writeInto } from './files.js';
import type { ModelSource } from './lock.js';

/** Told of the bytes written so far. */
export type OnBytes = (done: number) => void;

/**
 * Writes the files named `wanted` from a source into `folder`. Checks nothing: whoever calls compares checksums.
 * @throws whatever the network or the archive has to say.
 */
export async function download(
  source: ModelSource,
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
  if (source.kind === 'hub') {
    for (const file of wanted) {
      const response = await fetch(`${source.url}/${file}`, { ...(signal && { signal }) });
      if (!response.ok || !response.body) throw new Error(`${file}: HTTP ${response.status}`);
      await writeInto(folder, file, Readable.fromWeb(response.body as never), count, signal);
    }
    return;
  }
  // Only what fetches has to wait for these to load.
  const { default: pacote } = await import('pacote');
  await pacote.tarball.stream(
    source.package,
    async (tarball) => {
      const entries: Promise<void>[] = [];
      const parser = new Parser({
        onReadEntry(entry) {
          const file = wanted.find((name) => entry.path === `package/${source.folder}/${name}`);
          if (!file) entry.resume();
          else entries.push(writeInto(folder, file, Readable.from(entry as AsyncIterable<Buffer>), count, signal));
        },
      });
      await new Promise<void>((resolve, reject) => {
        parser.on('end', resolve);
        parser.on('error', reject);
        tarball.on('error', reject);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        tarball.pipe(parser);
      });
      await Promise.all(entries);
    },
    { ...(await npmOptions()), integrity: source.integrity },
  );
}

/** The user's own npm settings (registry, proxy, certificates, credentials, cache), as npm itself would read them. */
async function npmOptions(): Promise<Record<string, unknown>> {
  const { default: Config } = await import('@npmcli/config');
  const { default: npmDefinitions } = await import('@npmcli/config/lib/definitions/index.js');
  const config = new Config({ npmPath: process.cwd(), ...npmDefinitions, argv: [] });
  await config.load();
  return { ...config.flat };
}
