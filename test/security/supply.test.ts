import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { temporaryFolder } from '../support/folders.js';

const run = promisify(execFile);
const read = async (file: string) => JSON.parse(await readFile(fromProjectRoot(file), 'utf8'));

interface Locked {
  readonly version: string;
  readonly hasInstallScript?: true;
  readonly dev?: true;
  readonly optional?: true;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: true;
  readonly inBundle?: true;
}
const nameIn = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** What a dependency may be licensed under: nothing that asks for the bot's own source. */
const LICENCES = new Set([
  ...[
    'MIT',
    'Apache-2.0',
    'ISC',
    'BSD-3-Clause',
    'BSD-2-Clause',
    'BlueOak-1.0.0',
    '0BSD',
    'CC0-1.0',
    'CC-BY-3.0',
    'CC-BY-4.0',
    'Unlicense',
    'Zlib',
    'WTFPL',
    'Python-2.0',
  ],
  // sharp's image library, which is linked as a library of its own and can be exchanged.
  'LGPL-3.0-or-later',
]);
/** Packages whose package.json names none; it stands in their LICENSE. */
const KNOWN: Readonly<Record<string, string>> = { duck: 'BSD-2-Clause' };

function isAllowed(expression: string): boolean {
  const parts = expression.replace(/[()]/g, '').split(/\s+OR\s+/);
  return parts.some((part) => part.split(/\s+AND\s+/).every((licence) => LICENCES.has(licence.trim())));
}

describe('packages', () => {
  it('run install scripts only where that is allowed, and each that has one was decided on', async () => {
    const { packages } = (await read('package-lock.json')) as { packages: Record<string, Locked> };
    const { allowScripts } = (await read('package.json')) as { allowScripts: Record<string, boolean> };
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    expect(allowed.sort()).toEqual(['better-sqlite3', 'hnswlib-node']);
    // The project's own is ''.
    const withScript = Object.entries(packages).flatMap(([place, { hasInstallScript }]) =>
      place !== '' && hasInstallScript ? [nameIn(place)] : [],
    );
    expect(withScript.filter((name) => allowScripts[name] === undefined)).toEqual([]);
    // npm builds whatever has a binding.gyp, without any script being written down.
    const installed = fromProjectRoot('node_modules');
    const names = (await readdir(installed)).filter((name) => !name.startsWith('.'));
    const scoped = names.filter((name) => name.startsWith('@'));
    const nested = await Promise.all(
      scoped.map(async (scope) => (await readdir(path.join(installed, scope))).map((name) => `${scope}/${name}`)),
    );
    for (const name of [...names.filter((each) => !each.startsWith('@')), ...nested.flat()]) {
      const files = await readdir(path.join(installed, name)).catch((): string[] => []);
      if (files.includes('binding.gyp')) expect(Object.keys(allowScripts)).toContain(name);
    }
  });

  it('come from the registry, each with its checksum, but for tools of other platforms', async () => {
    const { packages } = (await read('package-lock.json')) as { packages: Record<string, Locked> };
    const without = Object.entries(packages).filter(
      ([place, { integrity, inBundle, dev, optional }]) =>
        place !== '' && !integrity && !inBundle && !(dev && optional),
    );
    expect(without.map(([place]) => place)).toEqual([]);
    const elsewhere = Object.values(packages).filter(
      ({ resolved = '', link }) => link || /^(?:git|http:|file:)/.test(resolved),
    );
    expect(elsewhere).toEqual([]);
    const { dependencies, devDependencies, overrides } = await read('package.json');
    for (const version of [dependencies, devDependencies, overrides].flatMap(Object.values))
      expect(version).toMatch(/^(?:npm:\S+@)?\d+\.\d+\.\d+$/);
  });

  it('with a script that nobody decided on are not installed', {
    timeout: 60_000,
  }, async () => {
    const folder = await temporaryFolder();
    for (const name of ['allowed', 'unknown']) {
      await mkdir(path.join(folder, name));
      const scripts = {
        install: `node -e "require('fs').writeFileSync(require('path').join('${folder}', '${name}.ran'), '')"`,
      };
      await writeFile(path.join(folder, name, 'package.json'), JSON.stringify({ name, version: '1.0.0', scripts }));
    }
    await mkdir(path.join(folder, 'project'));
    await copyFile(fromProjectRoot('.npmrc'), path.join(folder, 'project', '.npmrc'));
    const project = async (names: readonly string[]) => {
      const dependencies = Object.fromEntries(names.map((name) => [name, `file:${path.join(folder, name)}`]));
      const allowScripts = { [`file:${path.join(folder, 'allowed')}`]: true };
      await writeFile(
        path.join(folder, 'project', 'package.json'),
        JSON.stringify({ name: 'project', version: '1.0.0', dependencies, allowScripts }),
      );
      return run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--install-links=false'], {
        cwd: path.join(folder, 'project'),
      }).then(
        () => 'installed',
        ({ stderr }: { stderr: string }) => stderr,
      );
    };
    expect(await project(['allowed', 'unknown'])).toContain('ESTRICTALLOWSCRIPTS');
    const ran = async () => (await readdir(folder)).filter((file) => file.endsWith('.ran'));
    expect(await ran()).toEqual([]);
    expect(await project(['allowed'])).toBe('installed');
    expect(await ran()).toEqual(['allowed.ran']);
  });

  it('that the bot runs with are all in the bill of materials, with version and a licence that is allowed', {
    timeout: 60_000,
  }, async () => {
    const out = path.join(await temporaryFolder(), 'sbom.json');
    await run(process.execPath, [fromProjectRoot('dist/scripts/dev/sbom.js'), '--out', out]);
    const bill = JSON.parse(await readFile(out, 'utf8'));
    expect(bill.bomFormat).toBe('CycloneDX');
    type Licence = {
      readonly expression?: string;
      readonly license?: { readonly id?: string; readonly name?: string };
    };
    const components = bill.components as { name: string; version: string; purl: string; licenses?: Licence[] }[];
    const listed = new Set(
      components.map(({ purl }) => decodeURIComponent(purl.replace(/^pkg:npm\//, '').replace(/\?.*/, ''))),
    );
    const { packages } = (await read('package-lock.json')) as { packages: Record<string, Locked & { name?: string }> };
    const needed = Object.entries(packages).filter(([place, { dev }]) => place !== '' && !dev);
    const missing = needed.filter(([place, { name, version }]) => !listed.has(`${name ?? nameIn(place)}@${version}`));
    expect(missing.map(([place]) => place)).toEqual([]);
    const refused = components.filter(({ name, version, licenses = [] }) => {
      expect(version).toMatch(/^\d/);
      const given = licenses.map(({ expression, license }) => expression ?? license?.id ?? license?.name ?? '');
      return ![...given, ...(given.length === 0 ? [KNOWN[name] ?? ''] : [])].every(isAllowed);
    });
    expect(refused.map(({ name, licenses }) => [name, licenses])).toEqual([]);
  });
});
