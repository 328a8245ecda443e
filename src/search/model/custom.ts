import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { ModelUnavailableError } from '../../runtime/errors.js';
import { storageError } from '../../runtime/files/storage-error.js';
import { dtypeSetting, hashed, listFiles, type ModelFiles, type ModelSetting, modelFiles } from './custom-layout.js';
import { download } from './download.js';
import { defectOf } from './files.js';
import { DTYPES, type Dtype, type PinnedFile, pinnedFile } from './lock.js';
import { locationOf, type ModelPlace, nameOf } from './place.js';

/** Holds the checksums found at the first use of a custom model; later uses must match them. */
const LOCK_FILE = 'verbatim.lock.json';

/** How a download is followed and stopped. */
export interface FetchOptions {
  /** Receives the bytes downloaded so far and the total, 0 if unknown; not called if nothing is downloaded. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface CustomModel {
  readonly setting: ModelSetting;
  readonly place: ModelPlace;
  readonly dtype: Dtype;
}

/** A custom model's files, located under `root/name`. */
interface CustomFiles {
  readonly root: string;
  readonly name: string;
  readonly dtype: Dtype;
  readonly files: readonly PinnedFile[];
}

const customLock = z.object({ dtype: z.enum(DTYPES), files: z.array(pinnedFile).min(1) });
type CustomLock = z.infer<typeof customLock>;

/**
 * The files of a custom model. A folder is used as it is. A model named as on the hub is located under `modelDir`, put there by
 * hand or downloaded at first use. The first use pins its checksums; later uses never touch the network.
 * @throws ModelUnavailableError when the model is unavailable, or its files have changed since the first use.
 */
export async function customFiles(
  model: CustomModel,
  modelDir: string,
  hubUrl: string,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: AbortSignal,
): Promise<CustomFiles> {
  const known = await knownFiles(model, modelDir, signal);
  if (known) {
    const folder = path.join(known.root, known.name);
    for (const file of known.files) {
      const defect = 'folder' in model.place ? undefined : await defectOf(folder, file, signal);
      if (defect) {
        throw new ModelUnavailableError(
          `The model ${known.name} has changed since it was first used: ${defect}. ` +
            `To use the present files, delete ${path.join(folder, LOCK_FILE)}; to download it again, delete ${folder}.`,
        );
      }
    }
    return known;
  }
  return pinned(model, modelDir, hubUrl, onProgress, signal).catch((cause) => {
    const what = `The model ${nameOf(model.place)} or its checksums can't be written to the folder that MODEL_DIR names`;
    throw storageError(cause, what, 'run the command again') ?? cause;
  });
}

/**
 * The files in the user's folder, or those pinned at the first use, without checking them; undefined before the first use.
 * @throws ModelUnavailableError when a folder lacks files or the lock file is damaged.
 */
export async function knownFiles(
  { setting, place, dtype }: CustomModel,
  modelDir: string,
  signal?: AbortSignal,
): Promise<CustomFiles | undefined> {
  const { root, name } = locationOf(place, modelDir);
  if ('folder' in place) {
    const { required, optional } = modelFiles(setting, dtype);
    const there = await listFiles(place.folder, required);
    const missing = required.filter((file) => !there.includes(file));
    if (missing.length > 0) {
      throw new ModelUnavailableError(
        `The folder ${place.folder}, which ${setting} names, lacks ${missing.join(', ')}. ` +
          `Add what is missing, or set ${dtypeSetting(setting)} to the number format of its weights.`,
      );
    }
    return { root, name, dtype, files: await hashed(place.folder, [...required, ...optional], signal) };
  }
  const known = await readLock(path.join(root, name, LOCK_FILE));
  return known?.dtype === dtype ? { root, name, dtype, files: known.files } : undefined;
}

/** Downloads the model if necessary, and pins its files. */
async function pinned(
  model: CustomModel,
  modelDir: string,
  hubUrl: string,
  onProgress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<CustomFiles> {
  const { setting, place, dtype } = model;
  const { root, name } = locationOf(place, modelDir);
  const folder = path.join(root, name);
  const wanted = modelFiles(setting, dtype);
  const there = await listFiles(folder, wanted.required);
  if (there.length < wanted.required.length) await fetchModel(model, wanted, folder, hubUrl, onProgress, signal);
  const files = await hashed(folder, [...wanted.required, ...wanted.optional], signal);
  const lock: CustomLock = { dtype, files };
  await writeFileAtomic(path.join(folder, LOCK_FILE), `${JSON.stringify(lock, null, 2)}\n`);
  return { root, name, dtype, files };
}

async function fetchModel(
  { setting, place, dtype }: CustomModel,
  wanted: ModelFiles,
  folder: string,
  hubUrl: string,
  onProgress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { name, revision = 'main' } = place as Exclude<ModelPlace, { folder: string }>;
  const address = `${hubUrl}/${name}/resolve/${revision}`;
  await mkdir(path.dirname(folder), { recursive: true });
  const partial = await mkdtemp(path.join(path.dirname(folder), '.partial-'));
  try {
    const onBytes = (done: number) => onProgress(done, 0);
    await download(address, wanted.required, partial, onBytes, signal);
    for (const file of wanted.optional) {
      await download(address, [file], partial, () => {}, signal).catch((cause) => {
        // Optional files may be missing; any other response is a failure.
        if (!/HTTP 40[34]/.test(cause.message)) throw cause;
      });
    }
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ModelUnavailableError(
      `The model ${nameOf(place)} (${dtype}) could not be downloaded from ${address}: ${(cause as Error).message}. ` +
        `Check ${setting} and ${dtypeSetting(setting)}, or copy its files (${wanted.required.join(', ')}) into ${folder}.`,
      { cause },
    );
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function readLock(file: string): Promise<CustomLock | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return customLock.parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelUnavailableError(`${file} is damaged. Delete it; the model's files are then pinned again.`, {
      cause,
    });
  }
}
