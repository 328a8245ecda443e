import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The absolute path of a file of the project, wherever the build is and whatever the working directory is. */
export function fromProjectRoot(relative: string): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('package.json is missing above the build');
    folder = parent;
  }
  return path.join(folder, relative);
}

/** The program's version, from package.json. */
export function version(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(fromProjectRoot('package.json'), 'utf8')))
    .version;
}
