import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { temporaryFolder } from '../support/folders.js';

/** A folder with these files in it, and a script of the project. */
async function projectWith(script: string, files: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), '#!/bin/sh\necho compiled $*\n', { mode: 0o755 });
  }
  await cp(fromProjectRoot(script), path.join(folder, script));
  return folder;
}

function run(folder: string, script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const options = { encoding: 'utf8', env: { PATH: process.env.PATH, ...env } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, script), ...args], options);
  return { status, stdout, stderr };
}

describe('before a command, the build', () => {
  const SCRIPT = 'scripts/build.mjs';
  const COMPILER = 'node_modules/.bin/tsc';
  const BUILD = ['dist/scripts/start.js', 'dist/.tsbuildinfo'];
  const build = (folder: string, ...args: string[]) => run(folder, SCRIPT, args);

  test('is brought up to date where the compiler is installed', async () => {
    const folder = await projectWith(SCRIPT, [...BUILD, COMPILER]);
    for (const args of [[], ['--if-possible']]) {
      const compiled = { status: 0, stdout: 'compiled -p tsconfig.build.json\n', stderr: '' };
      expect(build(folder, ...args)).toEqual(compiled);
    }
  });

  test('is taken as it is where there is none, with a word where the sources are newer', async () => {
    const folder = await projectWith(SCRIPT, [...BUILD, 'src/app/ask.ts']);
    const hour = 3_600;
    const now = Date.now() / 1_000;
    await utimes(path.join(folder, 'src/app/ask.ts'), now - hour, now - hour);
    expect(build(folder, '--if-possible')).toEqual({ status: 0, stdout: '', stderr: '' });
    await utimes(path.join(folder, 'src/app/ask.ts'), now + hour, now + hour);
    const { status, stderr } = build(folder, '--if-possible');
    expect(status).toBe(0);
    expect(stderr).toMatch(/older than the sources.*npm ci && npm run build/);
  });

  test('is missed with what to do about it', async () => {
    const folder = await projectWith(SCRIPT, []);
    expect(build(folder, '--if-possible')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/no build.*npm ci/),
    });
  });

  test('is not made by `npm run build` without the compiler, which says so', async () => {
    const folder = await projectWith(SCRIPT, BUILD);
    expect(build(folder)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/compiler is not installed.*npm ci/),
    });
  });
});

describe('after an installation, the ONNX binaries', () => {
  const SCRIPT = 'scripts/prune-binaries.mjs';
  const ROOT = 'node_modules/onnxruntime-node/bin/napi-v6';
  const SYSTEMS = ['darwin/arm64', 'linux/arm64', 'linux/x64', 'win32/x64'];
  const left = async (folder: string) => {
    const entries = await readdir(path.join(folder, ROOT), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map(({ parentPath }) => path.relative(path.join(folder, ROOT), parentPath)).sort();
  };
  const installed = () =>
    projectWith(
      SCRIPT,
      SYSTEMS.map((system) => `${ROOT}/${system}/binding.node`),
    );

  test('of the system that is installed for stay, and no others', async () => {
    for (const [npm_config_os, npm_config_cpu] of [
      ['linux', 'x64'],
      ['linux', 'arm64'],
      ['darwin', 'arm64'],
    ]) {
      const folder = await installed();
      expect(run(folder, SCRIPT, [], { npm_config_os, npm_config_cpu }).status).toBe(0);
      expect(await left(folder)).toEqual([`${npm_config_os}/${npm_config_cpu}`]);
    }
  });

  test('all stay where there are none of that system, or no package', async () => {
    const folder = await installed();
    expect(run(folder, SCRIPT, [], { npm_config_os: 'aix', npm_config_cpu: 'ppc64' }).status).toBe(0);
    expect(await left(folder)).toEqual(SYSTEMS);
    expect(run(await projectWith(SCRIPT, []), SCRIPT).status).toBe(0);
  });

  test('that are installed here are those of this system', async () => {
    const folder = fromProjectRoot(ROOT);
    expect(await readdir(folder)).toEqual([process.platform]);
    expect(await readdir(path.join(folder, process.platform))).toEqual([process.arch]);
  });
});
