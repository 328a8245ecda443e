import { constants } from 'node:fs';
import { access, readFile, statfs } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config/config.js';
import { fromProjectRoot } from '../runtime/project.js';
import { broken, type Finding, good, inBytes, warning } from './finding.js';

/** Bytes that an index run may need besides the current index, with some room for the bot's database. */
const ROOM_NEEDED = 500_000_000;

export async function checkNode(running = process.versions.node): Promise<Finding> {
  const raw: unknown = JSON.parse(await readFile(fromProjectRoot('package.json'), 'utf8'));
  const needed = z.object({ engines: z.object({ node: z.string() }) }).parse(raw).engines.node;
  const [least, own] = [needed, running].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  const isOlder = compare(own ?? [], least ?? []) < 0;
  return isOlder ? broken('node.old', { running, needed }) : good('node.fine', { running });
}

function compare(one: readonly number[], other: readonly number[]): number {
  const differing = other.findIndex((part, at) => part !== (one[at] ?? 0));
  return differing < 0 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0);
}

type Folders = Pick<Config, 'embeddingsDir' | 'dataDir' | 'modelDir'>;

/** Whether the folders that are written to are writable or can be created; the model's folder only if the model must be downloaded. */
export async function checkFolders(
  { embeddingsDir, dataDir, modelDir }: Folders,
  hasModel = false,
): Promise<Finding[]> {
  const written = { EMBEDDINGS_DIR: embeddingsDir, DATA_DIR: dataDir };
  const folders = hasModel ? written : { ...written, MODEL_DIR: modelDir };
  const findings = await Promise.all(
    Object.entries(folders).map(async ([setting, folder]) => {
      const writable = await nearest(folder)
        .then(
          (existing) => access(existing, constants.W_OK | constants.X_OK).then(() => true),
          () => false,
        )
        .catch(() => false);
      return writable ? [] : [broken('folder.readonly', { setting, folder })];
    }),
  );
  const problems = findings.flat();
  return problems.length > 0 ? problems : [good('folders.fine')];
}

export async function checkDisk({ embeddingsDir, dataDir }: Folders): Promise<Finding[]> {
  const rooms = await Promise.all(
    [embeddingsDir, dataDir].map(async (folder) => {
      const { bavail, bsize } = await statfs(await nearest(folder));
      return bavail * bsize;
    }),
  );
  const free = Math.min(...rooms);
  const values = { free: inBytes(free), needed: inBytes(ROOM_NEEDED) };
  return [free < ROOM_NEEDED ? warning('disk.low', values) : good('disk.fine', values)];
}

/** The folder itself, or its nearest existing parent. */
async function nearest(folder: string): Promise<string> {
  const exists = await access(folder).then(
    () => true,
    () => false,
  );
  return exists || path.dirname(folder) === folder ? folder : nearest(path.dirname(folder));
}
