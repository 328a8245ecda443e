import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { BRIDGES, temporaryConfig } from '../support/library.js';

/** `npm run preview` in a separate process, over a few articles; `heard` returns its output so far. */
async function preview(...options: string[]): Promise<{ child: ChildProcess; heard: () => string }> {
  const { articlesDir, embeddingsDir, modelDir } = await temporaryConfig({ 'bridges.txt': BRIDGES });
  const env = { ARTICLES_DIR: articlesDir, EMBEDDINGS_DIR: embeddingsDir, MODEL_DIR: modelDir };
  const child = spawn(process.execPath, [fromProjectRoot('dist/scripts/dev/preview.js'), ...options], {
    cwd: embeddingsDir.replace(/embeddings$/, ''),
    env,
  });
  let heard = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      heard += chunk;
    });
  }
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, heard: () => heard };
}

describe('npm run preview', { timeout: 60_000 }, () => {
  it('indexes first, says where the page is, and ends cleanly on Ctrl+C', async () => {
    const { child, heard } = await preview('--port', '0');
    await expect.poll(heard, { timeout: 40_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
    expect(heard()).toMatch(/Indexing the articles/);
    const [url = ''] = /http:\S+/.exec(heard()) ?? [];
    expect((await fetch(url)).status).toBe(200);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('says what to do about a port that is in use or invalid', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { child, heard } = await preview('--port', String(port));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(heard()).toMatch(new RegExp(`Another program uses port ${port}\\..*--port`));
    const other = await preview('--port', 'here');
    expect(await once(other.child, 'close')).toEqual([1, null]);
    expect(other.heard()).toMatch(/A port is a number/);
  });
});
