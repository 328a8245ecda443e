import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromProjectRoot } from '../../src/runtime/project.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Packages whose modules the page loads as they lie in node_modules. */
const PACKAGES = [
  '@skyra/discord-components-core',
  'lit',
  'lit-html',
  'lit-element',
  '@lit/reactive-element',
  '@lit/context',
];

/** Where the parts of the page lie, by the start of their address; scripts as they were built, the rest as it is kept. */
const FOLDERS: readonly (readonly [string, string])[] = [
  ...PACKAGES.map((name) => [`/modules/${name}/`, fromProjectRoot(`node_modules/${name}/`)] as const),
  ['/scripts/', fileURLToPath(new URL('./page/', import.meta.url))],
  ['/', fromProjectRoot('tools/preview/page/')],
];

/** The file at a path of the page; undefined where there is none, or none that the page may have. */
export async function pageFile(
  pathname: string,
): Promise<{ readonly content: Buffer; readonly type: string } | undefined> {
  const wanted = pathname === '/' ? '/index.html' : pathname;
  const [prefix, folder] = FOLDERS.find(([start]) => wanted.startsWith(start)) ?? ['', ''];
  const type = TYPES[path.extname(wanted)];
  const file = path.join(folder, wanted.slice(prefix.length));
  if (!type || !folder || !file.startsWith(path.resolve(folder) + path.sep)) return undefined;
  try {
    return { content: await readFile(file), type };
  } catch (cause) {
    if (
      ['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(
        (cause as NodeJS.ErrnoException).code ?? '',
      )
    )
      return undefined;
    throw cause;
  }
}
