import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Config } from '../../src/config/config.js';
import { type ArticlesWatch, watchArticles } from '../../src/library/indexing/watch.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { Changes } from '../../tools/discord-stand-in/world/changes.js';
import { temporaryFolder } from '../support/folders.js';
import { BAKERY, BRIDGES, opened, temporaryConfig, writeArticles } from '../support/library.js';

/** `npm run index -- --watch` in a separate process. */
class Watcher {
  output = '';
  readonly #child: ChildProcess;
  readonly #changes = new Changes();
  readonly #exited: Promise<unknown[]>;

  constructor(config: Config, args: readonly string[] = []) {
    const { PATH = '' } = process.env;
    const env = {
      PATH,
      ARTICLES_DIR: config.articlesDir,
      EMBEDDINGS_DIR: config.embeddingsDir,
      MODEL_DIR: config.modelDir,
    };
    const script = fromProjectRoot('dist/scripts/index.js');
    this.#child = spawn(process.execPath, [script, '--watch', ...args], { env, cwd: path.dirname(config.articlesDir) });
    this.#exited = once(this.#child, 'close');
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.output += chunk;
        this.#changes.notify();
      });
    }
    onTestFinished(() => void this.#child.kill('SIGKILL'));
  }

  /** Waits for some output, and skips everything before it. */
  async says(pattern: RegExp): Promise<string> {
    const found = await this.#changes
      .until(String(pattern), () => pattern.exec(this.output) ?? undefined, 60_000)
      .catch((error: Error) => {
        throw new Error(`${error.message}:\n${this.output}`);
      });
    this.output = this.output.slice(found.index + found[0].length);
    return found[0];
  }

  async end(signal: NodeJS.Signals): Promise<unknown> {
    this.#child.kill(signal);
    const [code] = await this.#exited;
    return code;
  }
}

test('questions are answered from a watched folder as its files are added, changed and removed', {
  timeout: 120_000,
}, async () => {
  const config = await temporaryConfig({ 'bridges.txt': BRIDGES });
  const watcher = new Watcher(config);
  await watcher.says(/\+ bridges\.txt[\s\S]*1 added/);
  const verbatim = await opened(config);
  const price = async () =>
    (await verbatim.ask('What does a loaf cost in Tomas Varga’s bakery?')).quotes.map(({ text }) => text).join(' ');
  await writeArticles(config, { 'town/bakery.md': BAKERY, '.hidden.md': BAKERY, 'notes.swp': 'x' });
  const saved = performance.now();
  await watcher.says(/\+ town\/bakery\.md\n1 added, 0 changed/);
  expect(performance.now() - saved).toBeLessThan(30_000);
  expect(await price()).toContain('forty crowns');
  await writeArticles(config, { 'town/bakery.md': BAKERY.replace('forty', 'fifty') });
  await watcher.says(/~ town\/bakery\.md/);
  expect(await price()).toContain('fifty crowns');
  await writeArticles(config, { 'broken.jsonl': '{"id": "a"' });
  await watcher.says(/! broken\.jsonl:1: The line is not JSON/);
  await rm(path.join(config.articlesDir, 'town'), { recursive: true });
  await watcher.says(/- town\/bakery\.md/);
  // Without any article the previous index stays in use, and a new article is indexed again.
  await rm(path.join(config.articlesDir, 'bridges.txt'));
  await watcher.says(/No article could be read/);
  expect((await verbatim.ask('How many bridges does Port Ellery own?')).quotes[0]?.text).toContain('seven bridges');
  expect(verbatim.sources().map(({ id }) => id)).toEqual(['bridges.txt']);
  await rm(config.articlesDir, { recursive: true });
  await watcher.says(/articles folder .* can't be read/);
  await writeArticles(config, { 'bakery.md': BAKERY });
  await watcher.says(/\+ bakery\.md/);
  expect(await watcher.end('SIGTERM')).toBe(0);
});

test('an empty folder is watched, and Ctrl+C ends even a run in progress', { timeout: 120_000 }, async () => {
  const config = await temporaryConfig({});
  const watcher = new Watcher(config, ['--json']);
  await watcher.says(/can't be read/);
  await writeArticles(config, { 'bridges.txt': BRIDGES });
  expect(JSON.parse(await watcher.says(/\{"generation.*\}\n/))).toMatchObject({ added: ['bridges.txt'] });
  const many = Array.from({ length: 400 }, (_, at) =>
    JSON.stringify({ id: `a${at}`, title: `${at}`, text: `${BRIDGES} ${at}` }),
  );
  await writeArticles(config, { 'many.jsonl': many.join('\n') });
  await watcher.says(/Embedding passages/);
  expect(await watcher.end('SIGINT')).toBe(0);
});

async function followed(): Promise<{
  root: string;
  watch: ArticlesWatch;
  changes: (within: number) => Promise<boolean>;
}> {
  const root = path.join(await temporaryFolder(), 'articles');
  await mkdir(path.join(root, 'town'), { recursive: true });
  const watch = await watchArticles(root, (cause) => {
    throw cause;
  });
  onTestFinished(() => watch.close());
  const changes = (within: number) =>
    watch.change(AbortSignal.timeout(within)).then(
      () => true,
      () => false,
    );
  return { root, watch, changes };
}

test('many changes are reported once, after the last has settled, and files that are not articles are not reported', {
  timeout: 60_000,
}, async () => {
  const { root, changes } = await followed();
  const slow = (async () => {
    for (let part = 0; part < 8; part++) {
      await writeFile(path.join(root, 'town', 'growing.txt'), 'A sentence. '.repeat(part + 1));
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return performance.now();
  })();
  for (let file = 0; file < 50; file++) await writeFile(path.join(root, `${file}.md`), 'Words.');
  expect(await changes(20_000)).toBe(true);
  const told = performance.now();
  expect(told).toBeGreaterThan(await slow);
  expect(await changes(1_500)).toBe(false);
  for (const name of ['.draft.md', 'draft.md~', '.git/a.md', 'node_modules/a.md', 'town/photo.png']) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), 'x');
  }
  await symlink('/etc', path.join(root, 'outside'));
  expect(await changes(2_500)).toBe(false);
});

test('a folder that is replaced is still watched', { timeout: 60_000 }, async () => {
  const { root, changes } = await followed();
  await writeFile(path.join(root, 'town', 'a.md'), 'Words.');
  expect(await changes(20_000)).toBe(true);
  await rename(root, `${root}-before`);
  await mkdir(root);
  expect(await changes(20_000)).toBe(true);
  while (await changes(2_000));
  await writeFile(path.join(root, 'b.md'), 'Words.');
  expect(await changes(20_000)).toBe(true);
});
