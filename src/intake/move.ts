import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** A name beside a file for what will take its place: hidden, so that an index run that comes by does not read half of it. */
export function arrivingBeside(file: string): string {
  return path.join(path.dirname(file), `.arriving-${randomBytes(6).toString('hex')}`);
}

/** Moves a file so that it is whole wherever it is seen, from one file system to another as well. Replaces what lies there. */
export async function move(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'EXDEV') throw cause;
    const arriving = arrivingBeside(to);
    await copyFile(from, arriving);
    await rename(arriving, to);
    await rm(from);
  }
}
