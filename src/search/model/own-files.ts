import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ModelUnavailableError } from '../../runtime/errors.js';
import { defectIn } from './files.js';
import { type PinnedFile, pinnedFile } from './lock.js';

/** A model that is part of the project: its folder in `models/`, and the file there that pins the others by checksum. */
export interface OwnModel {
  /** What it is, for messages: "The reader". */
  readonly what: string;
  readonly folder: string;
  readonly lockFile: string;
}

const ownLock = z.object({ files: z.array(pinnedFile).min(1) });

/** The files that a model of the project consists of. @throws ModelUnavailableError if the lock file is missing or damaged. */
export async function ownFiles(model: OwnModel): Promise<readonly PinnedFile[]> {
  try {
    return ownLock.parse(JSON.parse(await readFile(path.join(model.folder, model.lockFile), 'utf8'))).files;
  } catch (cause) {
    const isDamaged = cause instanceof SyntaxError || cause instanceof z.ZodError;
    throw unusable(model, isDamaged ? `${model.lockFile} is damaged` : (cause as Error).message, cause);
  }
}

/** The same, once each file is there with its checksum. @throws ModelUnavailableError */
export async function checkedOwnFiles(model: OwnModel, signal?: AbortSignal): Promise<readonly PinnedFile[]> {
  const files = await ownFiles(model);
  const defect = await defectIn(model.folder, files, signal);
  if (defect) throw unusable(model, defect);
  return files;
}

/** Identifies the contents of files by their checksums. */
export function fingerprintOf(files: readonly PinnedFile[]): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
}

/** As git knows the folder of one of the project's own models. */
export function inProject(folder: string): string {
  return `models/${path.basename(folder)}`;
}

function unusable({ what, folder }: OwnModel, why: string, cause?: unknown): ModelUnavailableError {
  return new ModelUnavailableError(
    `${what}'s files in ${folder} can't be used: ${why}. They are part of the project: ` +
      `restore them with \`git checkout -- ${inProject(folder)}\`, or unpack the project again.`,
    { cause },
  );
}
