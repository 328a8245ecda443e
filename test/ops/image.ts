import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, link, mkdir, readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromProjectRoot } from '../../src/runtime/project.js';

/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly keyword: string;
  readonly args: readonly string[];
}

/** The instructions of each stage of a Dockerfile, `FROM` first. */
export function dockerfile(text: string): Instruction[][] {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim());
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [keyword = '', ...args] = line.trim().split(/\s+/);
    if (keyword === 'FROM') stages.push([]);
    stages.at(-1)?.push({ keyword, args });
  }
  return stages;
}

/** Whether a `.dockerignore` of `*` and exceptions excludes a path; an exception includes everything in it. */
export function ignoredBy(text: string): (file: string) => boolean {
  const rules = text.split('\n').filter((line) => line && !line.startsWith('#'));
  if (rules[0] !== '*' || rules.slice(1).some((rule) => !rule.startsWith('!'))) throw new Error('not of this kind');
  const patterns = rules.slice(1).map((rule) => {
    const pattern = rule.slice(1).replace(/[.]/g, '\\.').replaceAll('*', '[^/]*');
    return new RegExp(`^${pattern}(?:/.*)?$`);
  });
  return (file) => !patterns.some((pattern) => pattern.test(file));
}

/** Copies to `app` what the image's last stage copies to its `/app`. */
export async function layOut(app: string, copies: readonly Instruction[]): Promise<string> {
  await mkdir(app);
  for (const { args } of copies) {
    const [target = '', ...sources] = args.filter((arg) => arg !== '--from=build').reverse();
    for (const source of sources) {
      const name = source.replace('/app/', '');
      const to = path.join(app, target === './' ? name : target);
      if (name === 'node_modules') await linkProductionModules(to);
      else if (name === 'dist') await copyProductBuild(to);
      else await cp(fromProjectRoot(name), to, { recursive: true });
    }
  }
  return app;
}

/** The sources that `npm run build` compiles, relative to the project's folder. */
export async function productSources(): Promise<string[]> {
  const compiler = fromProjectRoot('node_modules/.bin/tsc');
  const options = { cwd: fromProjectRoot('.'), maxBuffer: 64 * 2 ** 20 };
  const { stdout } = await promisify(execFile)(compiler, ['-p', 'tsconfig.build.json', '--listFilesOnly'], options);
  const files = stdout.split('\n').map((file) => path.relative(fromProjectRoot('.'), file.trim()));
  return files.filter((file) => file && !file.startsWith('..') && !file.includes('node_modules'));
}

/** What `npm run build` alone would have put into `dist`, where the tools' build lies as well. */
async function copyProductBuild(to: string): Promise<void> {
  for (const source of await productSources()) {
    if (source.endsWith('.d.ts')) continue;
    const file = source.replace(/\.ts$/, '.js');
    await cp(fromProjectRoot(path.join('dist', file)), path.join(to, file));
  }
}

/** The folders of the packages that run in production, which are all that `npm ci --omit=dev` leaves. */
export async function productionPackages(): Promise<string[]> {
  const lock: { packages: Record<string, { dev?: true; devOptional?: true }> } = JSON.parse(
    await readFile(fromProjectRoot('package-lock.json'), 'utf8'),
  );
  return Object.entries(lock.packages)
    .filter(([name, { dev, devOptional }]) => name.lastIndexOf('node_modules/') === 0 && !dev && !devOptional)
    .map(([name]) => name)
    .filter((name) => existsSync(fromProjectRoot(name)));
}

/** What is for development within a package is not told apart. */
async function linkProductionModules(to: string): Promise<void> {
  for (const name of await productionPackages())
    await linkTree(fromProjectRoot(name), path.join(to, name.slice('node_modules/'.length)));
}

/**
 * The same tree of folders with the same files, as hard links or, if that is impossible, copies. With symbolic links, a package would
 * find its neighbours at its real path.
 */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else await link(await realpath(source), target).catch(() => copyFile(source, target));
  }
}
