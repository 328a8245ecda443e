import { type ExecFileException, execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

/** Milliseconds between two looks at how far npm is. */
const LOOK_EVERY = 250;

/**
 * Lets npm put a package's tarball into `folder`, and checks it. npm knows the user's registry, proxy, certificates, credentials
 * and cache, and hands out none of its credentials.
 * @returns where the tarball lies.
 * @throws what npm or the checksum has to say.
 */
export async function fetchTarball(
  { package: spec, integrity }: { readonly package: string; readonly integrity: string },
  folder: string,
  onBytes: (done: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const looks = watchCache(onBytes);
  try {
    await npm(['pack', spec, '--json', '--ignore-scripts', '--pack-destination', folder], signal);
  } finally {
    looks.stop();
  }
  const [name = ''] = await readdir(folder);
  const tarball = path.join(folder, name);
  const [algorithm = '', pinned] = integrity.split('-');
  const hash = createHash(algorithm);
  await pipeline(createReadStream(tarball), hash, { ...(signal && { signal }) });
  if (hash.digest('base64') !== pinned) throw new Error('the tarball does not have the pinned checksum');
  return tarball;
}

/** Runs npm, which is to ask for nothing else meanwhile, and gives what it prints. */
async function npm(args: readonly string[], signal?: AbortSignal): Promise<string> {
  try {
    const options = { maxBuffer: 64 * 2 ** 20, ...(signal && { signal }) };
    const { stdout } = await promisify(execFile)('npm', [...args, '--no-update-notifier'], options);
    return stdout;
  } catch (cause) {
    throw new Error(reasonOf(cause as ExecFileException), { cause });
  }
}

function reasonOf({ code, stdout = '', message }: ExecFileException): string {
  if (code === 'ENOENT') return 'npm, which would fetch it, is not on the PATH';
  try {
    return JSON.parse(stdout).error.summary;
  } catch {
    return message;
  }
}

/** Tells of the bytes that npm has received, as far as can be seen: it keeps a download under way in its cache's `tmp`. */
function watchCache(onBytes: (done: number) => void): { readonly stop: () => void } {
  const since = Date.now();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const start = (cache: string) => {
    const look = () => void largest(path.join(cache, '_cacache', 'tmp'), since).then((size) => isOver || onBytes(size));
    if (!isOver) timer = setInterval(look, LOOK_EVERY);
  };
  // Without it there is just less to see.
  npm(['config', 'get', 'cache']).then(
    (cache) => start(cache.trim()),
    () => {},
  );
  return {
    stop() {
      isOver = true;
      clearInterval(timer);
    },
  };
}

/** The size of the largest file in `folder` that was written to since then; 0 where there is none. */
async function largest(folder: string, since: number): Promise<number> {
  const names = await readdir(folder).catch((): string[] => []);
  const sizes = names.map((name) =>
    stat(path.join(folder, name)).then(
      ({ mtimeMs, size }) => (mtimeMs >= since ? size : 0),
      () => 0,
    ),
  );
  return Math.max(0, ...(await Promise.all(sizes)));
}
