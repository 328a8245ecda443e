import { randomBytes } from 'node:crypto';
import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { collectionOf } from '../article/load.js';
import { filesUnder } from '../article/walk.js';
import { IntakeError } from './intake-error.js';
import { move } from './move.js';

const ID = /^\d{17}-[0-9a-f]{6}$/;

/** Files that were removed from the articles, each in its own folder under its former path. */
export class Removed {
  constructor(
    private readonly folder: string,
    private readonly articlesDir: string,
  ) {}

  /** Moves a file out of the articles; returns the removal's id. */
  async add(file: string): Promise<string> {
    const id = `${new Date().toISOString().replace(/\D/g, '')}-${randomBytes(3).toString('hex')}`;
    try {
      await move(path.join(this.articlesDir, file), path.join(this.folder, id, file));
    } catch (cause) {
      if ((cause as { code?: string }).code !== 'ENOENT') throw cause;
      throw new IntakeError('fileGone', {}, { cause });
    }
    return id;
  }

  async find(id: string): Promise<{ path: string; collection: string } | undefined> {
    if (!ID.test(id)) return undefined;
    const { files } = await filesUnder(path.join(this.folder, id)).catch(() => ({ files: [] }));
    const [file] = files;
    return file === undefined ? undefined : { path: file, collection: collectionOf(file) ?? '' };
  }

  /** Restores a file to its former path. @throws IntakeError when the removal no longer exists. */
  async restore(id: string): Promise<{ path: string; displaced?: string }> {
    const found = await this.find(id);
    if (!found) throw new IntakeError('fileGone');
    const target = path.join(this.articlesDir, found.path);
    const present = await lstat(target).catch(() => undefined);
    const displaced = present?.isFile() ? await this.add(found.path) : undefined;
    await move(path.join(this.folder, id, found.path), target);
    await rm(path.join(this.folder, id), { recursive: true, force: true });
    return { path: found.path, ...(displaced && { displaced }) };
  }
}
