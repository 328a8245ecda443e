import { execFile } from 'node:child_process';
import { cp, mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { BackupError, backUp } from '../../src/state/backup.js';
import { openState, type State } from '../../src/state/state.js';
import { temporaryFolder } from '../support/folders.js';

const OPTIONS = { version: '1.2.3', withArticles: true };

async function installation() {
  const root = await temporaryFolder();
  const folders = {
    articlesDir: path.join(root, 'articles'),
    embeddingsDir: path.join(root, 'data/embeddings'),
    dataDir: path.join(root, 'data'),
    modelDir: path.join(root, 'data/embeddings/models'),
  };
  await mkdir(path.join(folders.articlesDir, 'town'), { recursive: true });
  await writeFile(path.join(folders.articlesDir, 'town/mill.txt'), 'The mill of Odland.');
  await mkdir(folders.modelDir, { recursive: true });
  await writeFile(path.join(folders.modelDir, 'model.onnx'), 'large');
  await mkdir(path.join(folders.dataDir, 'removed'));
  await writeFile(path.join(folders.dataDir, 'removed/old.txt'), 'Taken out.');
  return { root, folders };
}

function opened(dataDir: string): State {
  const state = openState(dataDir, {});
  onTestFinished(() => state.close());
  return state;
}

test('settings and data are back after restoring a backup that was made while the bot was running', async () => {
  const { root, folders } = await installation();
  const running = opened(folders.dataDir);
  running.settings.change('1', { place: 'thread', admins: ['7'] });
  running.audit.add('1', '7', 'settings', 'as it was');
  const { folder, files, bytes } = await backUp(folders, path.join(root, 'backups'), OPTIONS);
  // Later changes are not in it.
  running.settings.change('1', { place: 'reply' });
  expect(await readdir(folder)).toEqual(['articles', 'backup.json', 'data']);
  expect((await readdir(path.join(folder, 'data'))).sort()).toEqual(['removed', 'verbatim.db']);
  expect((await stat(folder)).mode & 0o077).toBe(0);
  expect(files).toBe(3);
  expect(bytes).toBeGreaterThan(4_096);
  expect(JSON.parse(await readFile(path.join(folder, 'backup.json'), 'utf8'))).toMatchObject({
    version: '1.2.3',
    files,
  });

  // As described in docs/OPERATIONS.md.
  const restored = path.join(root, 'restored');
  await cp(path.join(folder, 'data'), restored, { recursive: true });
  const state = opened(restored);
  expect(state.settings.of('1')).toMatchObject({ place: 'thread', admins: ['7'] });
  expect(state.audit.list('1', { skip: 0, most: 10 }).entries.map(({ detail }) => detail)).toEqual(['as it was']);
  expect(await readFile(path.join(restored, 'removed/old.txt'), 'utf8')).toBe('Taken out.');
  expect(await readFile(path.join(folder, 'articles/town/mill.txt'), 'utf8')).toBe('The mill of Odland.');
});

test('a backup while the bot writes is consistent', async () => {
  const { root, folders } = await installation();
  const running = opened(folders.dataDir);
  let written = 1;
  const writing = setInterval(() => {
    // Both or neither: the second follows the first within one turn of the event loop, in which no page is copied.
    running.settings.change('1', { cooldown: written });
    running.settings.change('2', { cooldown: written });
    written += 1;
  }, 1);
  onTestFinished(() => clearInterval(writing));
  await expect.poll(() => written).toBeGreaterThan(1);
  for (let each = 0; each < 5; each += 1) {
    const { folder } = await backUp(folders, path.join(root, `backups-${each}`), OPTIONS);
    const state = opened(path.join(folder, 'data'));
    expect(state.settings.of('1').cooldown).toBeGreaterThan(0);
    expect(state.settings.of('1').cooldown).toBe(state.settings.of('2').cooldown);
  }
  expect(written).toBeGreaterThan(5);
});

test('a backup that can’t be made is refused with the reason, and leaves nothing behind', async () => {
  const { root, folders } = await installation();
  const into = path.join(root, 'backups');
  for (const within of [path.join(folders.dataDir, 'backups'), folders.articlesDir]) {
    await expect(backUp(folders, within, OPTIONS)).rejects.toThrow(/is inside .*_DIR/);
  }
  await expect(backUp({ ...folders, dataDir: path.join(root, 'nowhere') }, into, OPTIONS)).rejects.toThrow(BackupError);
  const state = openState(folders.dataDir, {});
  for (let entry = 0; entry < 2_000; entry += 1) state.audit.add('1', '7', 'settings', 'x'.repeat(100));
  state.close();
  const handle = await open(path.join(folders.dataDir, 'verbatim.db'), 'r+');
  await handle.write(Buffer.alloc(60_000, 0x5a), 0, 60_000, 8_192);
  await handle.close();
  await expect(backUp(folders, into, OPTIONS)).rejects.toThrow(/could not be made: /);
  expect(await readdir(into).catch(() => [])).toEqual([]);
});

test('npm run backup prints the folder, and omits the articles on request', async () => {
  const { root, folders } = await installation();
  opened(folders.dataDir);
  const env = {
    PATH: process.env.PATH ?? '',
    ARTICLES_DIR: folders.articlesDir,
    DATA_DIR: folders.dataDir,
    EMBEDDINGS_DIR: folders.embeddingsDir,
  };
  const run = promisify(execFile);
  const script = fromProjectRoot('dist/scripts/backup.js');
  const { stdout } = await run(process.execPath, [script, '--no-articles', 'kept'], { cwd: root, env });
  const [name = ''] = await readdir(path.join(root, 'kept'));
  expect(stdout).toContain(path.join(root, 'kept', name));
  expect(stdout).toMatch(/2 files, \d/);
  expect((await readdir(path.join(root, 'kept', name))).sort()).toEqual(['backup.json', 'data']);
});
