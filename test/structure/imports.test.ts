import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { temporaryFolder } from '../support/folders.js';

const RULES = 'biome.imports.jsonc';
const BIOME = fromProjectRoot('node_modules/@biomejs/biome/bin/biome');

interface Entry {
  readonly includes: readonly string[];
  readonly linter?: {
    readonly rules: { readonly style?: { readonly noRestrictedImports: { readonly options: Options } } };
  };
}
type Options = { readonly patterns: readonly [{ readonly group: readonly string[] }] };

/** Every folder in the rules, as "src/answer/claims", with the patterns for its files, in order. */
async function rules(): Promise<(readonly [folder: string, group: readonly string[]])[]> {
  const text = (await readFile(fromProjectRoot(RULES), 'utf8')).replace(/^\s*\/\/.*$/gm, '');
  const { overrides } = JSON.parse(text) as { overrides: readonly Entry[] };
  return overrides.flatMap(({ includes, linter }) => {
    const group = linter?.rules.style?.noRestrictedImports.options.patterns[0].group ?? [];
    return includes.flatMap(foldersOf).flatMap((folder) => (group.length > 0 ? [[folder, group] as const] : []));
  });
}

// The folders that a pattern for files names: one, or with a star in its place all folders of the one above.
function foldersOf(pattern: string): string[] {
  const [, folder = '', each] = /^(.*?)(\/\*)?\/\*$/.exec(pattern) ?? [];
  if (!each || folder.includes('*')) return folder && !folder.includes('*') ? [folder] : [];
  const entries = readdirSync(fromProjectRoot(folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => `${folder}/${entry.name}`);
}

/** Writes the sources into a project with these rules, and returns the rules that each file breaks. */
async function broken(sources: Readonly<Record<string, string>>): Promise<string[]> {
  const root = await temporaryFolder();
  for (const file of ['biome.json', RULES, 'package.json'])
    await copyFile(fromProjectRoot(file), path.join(root, file));
  for (const [file, source] of Object.entries(sources)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), source);
  }
  const check = [BIOME, 'lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.'];
  const { stdout } = await promisify(execFile)(process.execPath, check, { cwd: root }).catch((failed) => failed);
  const found = [...String(stdout).matchAll(/title=lint\/\w+\/(\w+),file=([^,]+)/g)];
  return [
    ...new Set(found.map(([, rule, file = '']) => `${path.relative(root, path.resolve(root, file))}: ${rule}`)),
  ].sort();
}

it('lets each folder import only earlier ones, so that no folders import each other', async () => {
  const all = await rules();
  for (const [at, [folder, group]] of all.entries()) {
    const before = new Set(all.slice(0, at).map(([each]) => each));
    const allowed = group.flatMap((each) => (each.startsWith('!') ? [each.slice(1)] : []));
    if (!group.includes('./*/**')) allowed.push('./**');
    for (const pattern of allowed) {
      const target = path.join(folder, path.dirname(pattern));
      const reached = all.map(([each]) => each).filter((each) => each !== folder && reaches(pattern, target, each));
      expect(
        reached.filter((each) => !before.has(each)),
        `${folder} may import ${pattern}`,
      ).toEqual([]);
    }
  }
});

function reaches(pattern: string, target: string, folder: string): boolean {
  return folder === target || (pattern.endsWith('/**') && folder.startsWith(`${target}/`));
}

it('has an entry for every folder', async () => {
  const named = new Set((await rules()).map(([folder]) => folder));
  for (const part of ['src', 'tools', 'scripts']) {
    const files = await readdir(fromProjectRoot(part), { recursive: true });
    const folders = files.flatMap((file) => (file.endsWith('.ts') ? [path.join(part, path.dirname(file))] : []));
    expect([...new Set(folders)].filter((folder) => !named.has(folder))).toEqual([]);
  }
});

it('refuses imports in the other direction, including types, and files that import each other', async () => {
  const type = (from: string) => `import type { X } from '${from}';\nexport type Y = X;\n`;
  const value = (from: string) => `export { x } from '${from}';\n`;
  expect(
    await broken({
      'src/search/right.ts': type('../article/model/right.js'),
      'src/article/model/right.ts': "export type X = 'x';\nexport const x = 1;\n",
      'src/search/upward.ts': type('../answer/ask.js'),
      'src/search/later.ts': value('./store/sqlite-store.js'),
      'src/answer/english/beside.ts': value('../claims/counts.js'),
      'src/app/tool.ts': value('../../tools/preview/start.js'),
      'src/app/lazy.ts': "export const x = import('../discord/bot.js');\n",
      'src/answer/ranking/one.ts': type('./other.js'),
      'src/answer/ranking/other.ts': "import type { Y } from './one.js';\nexport type X = Y;\n",
      'src/unlisted/new.ts': value('../runtime/errors.js'),
      'src/app/developing.ts': value('vitest'),
      'scripts/command.ts': value('../tools/preview/start.js'),
      'tools/discord-stand-in/world/bot.ts': value('../../../src/app/verbatim.js'),
    }),
  ).toEqual([
    'scripts/command.ts: noRestrictedImports',
    'src/answer/english/beside.ts: noRestrictedImports',
    'src/answer/ranking/one.ts: noImportCycles',
    'src/answer/ranking/other.ts: noImportCycles',
    'src/app/developing.ts: noUndeclaredDependencies',
    'src/app/lazy.ts: noRestrictedImports',
    'src/app/tool.ts: noRestrictedImports',
    'src/search/later.ts: noRestrictedImports',
    'src/search/upward.ts: noRestrictedImports',
    'src/unlisted/new.ts: noRestrictedImports',
    'tools/discord-stand-in/world/bot.ts: noRestrictedImports',
  ]);
});
