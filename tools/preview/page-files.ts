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

/** Packages whose modules the page loads directly from node_modules. */
const PACKAGES = [
  '@skyra/discord-components-core',
  'lit',
  'lit-html',
  'lit-element',
  '@lit/reactive-element',
  '@lit/context',
];

/** The folders of the page's files, by the start of their address: built scripts, and other files as they are. */
const FOLDERS: readonly (readonly [string, string])[] = [
  ...PACKAGES.map((name) => [`/modules/${name}/`, fromProjectRoot(`node_modules/${name}/`)] as const),
  ['/scripts/', fileURLToPath(new URL('./page/', import.meta.url))],
  ['/', fromProjectRoot('tools/preview/page/')],
];

/** The file at a path of the page; undefined if there is none, or the page may not have it. */
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
