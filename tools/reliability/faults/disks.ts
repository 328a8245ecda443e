import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Ended, saidClearly } from './commands.js';
import { Outcomes, skipped, type Tried } from './outcomes.js';
import { Serving } from './serving.js';
import { Workshop } from './workshop.js';

const execute = promisify(execFile);

/** Mounts a file system on a new folder while `work` is done; undefined if that is not permitted. */
async function mounted<T>(folder: string, how: readonly string[], work: () => Promise<T>): Promise<T | undefined> {
  await mkdir(folder, { recursive: true });
  try {
    await execute('mount', [...how, folder]);
  } catch {
    return undefined;
  }
  try {
    return await work();
  } finally {
    await execute('umount', [folder]);
  }
}

/** Describes an index run on a full disk. The old index must stay in use, and a run with enough space must make the new one current. */
async function withoutRoom(
  workshop: Workshop,
  serving: Serving,
  old: number,
  run: () => Promise<Ended>,
): Promise<string> {
  await workshop.write(old + 1);
  const ended = await run();
  const version = await serving.freshVersion();
  if (ended.code === 0) {
    if (version !== old + 1) throw new Error(`version ${version} is in use after a run that succeeded`);
    return 'there was enough space';
  }
  if (!saidClearly(ended)) throw new Error(`ended with ${ended.code ?? ended.signal}: ${ended.stderr.slice(-400)}`);
  if (version !== old) throw new Error(`version ${version} is in use after a run that failed`);
  return 'one sentence; the old index is in use';
}

/** Index runs on a real file system that fills up, with more and more free space. */
export async function fullDisk(rooms: readonly number[]): Promise<Tried> {
  const outcomes = new Outcomes('disk full during an index run (a real small file system)');
  const workshop = await Workshop.open();
  const folder = workshop.config.embeddingsDir;
  try {
    const done = await mounted(folder, ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs'], async () => {
      let version = 100;
      await workshop.write(version);
      await workshop.run('index');
      const serving = await Serving.open(workshop);
      const filler = path.join(folder, 'filler');
      for (const room of rooms) {
        await outcomes.try(`${room} bytes free`, async () => {
          const { bavail, bsize } = await statfs(folder);
          await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - room)));
          const outcome = await withoutRoom(workshop, serving, version, () => workshop.run('index'));
          await rm(filler);
          await workshop.run('index');
          if ((await serving.freshVersion()) !== version + 1)
            throw new Error('a run with enough space did not make the new index current');
          return outcome;
        });
        await rm(filler, { force: true });
        version++;
      }
      await serving.close();
      return outcomes.tried;
    });
    return done ?? skipped(outcomes.fault, 'mounting file systems is not permitted here');
  } finally {
    await workshop.close();
  }
}

/** Index runs with a limit on the size of files. */
export async function limitedFiles(sizes: readonly number[]): Promise<Tried> {
  const outcomes = new Outcomes('file size limited (RLIMIT_FSIZE)');
  const isThere = await execute('prlimit', ['--version']).catch(() => undefined);
  if (!isThere) return skipped(outcomes.fault, 'prlimit is not available here');
  const workshop = await Workshop.open();
  try {
    let version = 100;
    await workshop.write(version);
    await workshop.run('index');
    const serving = await Serving.open(workshop);
    for (const size of sizes) {
      await outcomes.try(`${size} bytes`, async () => {
        const through = ['prlimit', `--fsize=${size}`, '--'];
        const outcome = await withoutRoom(workshop, serving, version, () => workshop.run('index', [], { through }));
        await workshop.run('index');
        if ((await serving.freshVersion()) !== version + 1)
          throw new Error('a run with enough space did not make the new index current');
        return outcome;
      });
      version++;
    }
    await serving.close();
    return outcomes.tried;
  } finally {
    await workshop.close();
  }
}

/** What each command does if a folder is read-only. `serves` names those that must still work. */
const READ_ONLY = [
  { setting: 'EMBEDDINGS_DIR', serves: ['ask'], says: ['index'] },
  { setting: 'ARTICLES_DIR', serves: ['ask', 'index'], says: [] },
  { setting: 'MODEL_DIR', serves: ['ask', 'index'], says: [] },
  { setting: 'DATA_DIR', serves: ['ask', 'index'], says: ['start'] },
] as const;

export async function readOnly(): Promise<Tried> {
  const outcomes = new Outcomes('a read-only folder, each in turn');
  const workshop = await Workshop.open();
  try {
    await workshop.write(100);
    for (const folder of [workshop.config.dataDir, workshop.config.modelDir]) await mkdir(folder);
    await workshop.run('index');
    await workshop.write(101);
    for (const { setting, serves, says } of READ_ONLY) {
      const folder = workshop.env[setting] ?? '';
      const tried = await readOnlyWhile(folder, async () => {
        for (const name of [...serves, ...says]) {
          await outcomes.try(`${setting}, ${name}`, async () => {
            const args = name === 'ask' ? ['How many bridges does Port Ellery own?'] : [];
            const ended = await workshop.run(name, args, { env: { DISCORD_TOKEN: 'none', LOG_LEVEL: 'silent' } });
            const isServed = (serves as readonly string[]).includes(name);
            if (isServed && ended.code === 0) return 'still works';
            if (!isServed && saidClearly(ended)) return 'one sentence';
            throw new Error(`ended with ${ended.code ?? ended.signal}: ${ended.stderr.slice(-400)}`);
          });
        }
        return true;
      });
      if (!tried) return skipped(outcomes.fault, 'this user can write everywhere and is not permitted to mount');
    }
    return outcomes.tried;
  } finally {
    await workshop.close();
  }
}

/** The superuser can write despite permissions: in that case the folder is mounted read-only on itself. */
async function readOnlyWhile(folder: string, work: () => Promise<true>): Promise<true | undefined> {
  if (process.getuid?.() === 0) return mounted(folder, ['--bind', '-o', 'ro', folder], work);
  await chmod(folder, 0o555);
  return work().finally(() => chmod(folder, 0o755));
}
