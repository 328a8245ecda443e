import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { productionPackages, productSources } from './image.js';

const MEGABYTES = 350;
const sources = await productSources();
const json = async (file: string) => JSON.parse(await readFile(fromProjectRoot(file), 'utf8'));

const IMPORTS = [
  /^import '([^']+)'/gm,
  /^(?:import|export)\b[^'`]* from '([^']+)'/gm,
  /\b(?:import|require)\('([^']+)'\)/g,
];

/** The packages that a source imports, now or when it needs them. */
function importedBy(source: string): string[] {
  const names = IMPORTS.flatMap((shape) => [...source.matchAll(shape)].map(([, name = '']) => name));
  return names
    .filter((name) => !/^(?:[.]|node:)/.test(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => stat(path.join(parentPath, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

test('the product is built without the tools', () => {
  expect(sources).toContain('scripts/start.ts');
  expect(sources.filter((file) => !/^(?:src\/.*|scripts\/[^/]+\.ts)$/.test(file))).toEqual([]);
});

test('the product depends on the packages that it imports, and on no other', async () => {
  const texts = await Promise.all(sources.map((file) => readFile(fromProjectRoot(file), 'utf8')));
  const { dependencies } = await json('package.json');
  expect([...new Set(texts.flatMap(importedBy))].sort()).toEqual(Object.keys(dependencies).sort());
});

test('a production installation has no package that only developers use', async () => {
  const { packages } = (await json('package-lock.json')) as {
    packages: Record<string, { readonly dev?: true; readonly devOptional?: true }>;
  };
  // npm ci --omit=dev installs what an optional dependency of the product is as well.
  expect(Object.keys(packages).filter((place) => packages[place]?.devOptional)).toEqual([]);
  const { devDependencies } = await json('package.json');
  // discord.js needs these as well.
  const shared = ['discord-api-types', '@types/node', '@types/ws', 'ws'];
  const own = Object.keys(devDependencies).filter((name) => !shared.includes(name));
  expect(own.filter((name) => !packages[`node_modules/${name}`]?.dev)).toEqual([]);
  const compilers = (await productionPackages()).filter((place) => /typescript|tsc|esbuild|vite/.test(place));
  expect(compilers).toEqual([]);
});

test(`a production installation takes less than ${MEGABYTES} MB`, async () => {
  const sizes = await Promise.all((await productionPackages()).map((place) => bytesIn(fromProjectRoot(place))));
  expect(sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20).toBeLessThan(MEGABYTES);
});
