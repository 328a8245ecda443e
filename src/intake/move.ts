import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** A temporary name next to a file that will be replaced: hidden, so that an index run does not read an unfinished file. */
export function temporaryNameBeside(file: string): string {
  return path.join(path.dirname(file), `.arriving-${randomBytes(6).toString('hex')}`);
}

/** Moves a file so that it is complete wherever it can be seen, even from one file system to another. Replaces an existing file. */
export async function move(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'EXDEV') throw cause;
    const arriving = temporaryNameBeside(to);
    await copyFile(from, arriving);
    await rename(arriving, to);
    await rm(from);
  }
}
