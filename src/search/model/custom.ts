import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { ModelUnavailableError } from '../../runtime/errors.js';
import { storageError } from '../../runtime/files/storage-error.js';
import { dtypeSetting, hashed, listFiles, type ModelFiles, type ModelSetting, modelFiles } from './custom-layout.js';
import { defectOf } from './files.js';
import { type Dtype, modelLock, type PinnedFile } from './lock.js';
import { locationOf, type ModelPlace, nameOf } from './place.js';
import { download } from './sources.js';

/** What the first use of a model of the user's own choosing found is written here, and holds from then on. */
const LOCK_FILE = 'verbatim.lock.json';

export interface CustomModel {
  readonly setting: ModelSetting;
  readonly place: ModelPlace;
  readonly dtype: Dtype;
}

/** Its files as they lie under `root/name`. */
interface CustomFiles {
  readonly root: string;
  readonly name: string;
  readonly dtype: Dtype;
  readonly files: readonly PinnedFile[];
}

const customLock = z.object({ dtype: modelLock.shape.dtype, files: modelLock.shape.files });
type CustomLock = z.infer<typeof customLock>;

/**
 * A model of the user's own choosing. A folder is taken as it is. One named like on the hub lies under `modelDir`, put there by
 * hand or fetched the first time; its checksums are pinned by that first use, and afterwards nothing touches the network.
 * @throws ModelUnavailableError when it can't be had, or its files are no longer those of the first use.
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
            `To use it as it is now delete ${path.join(folder, LOCK_FILE)}; to fetch it anew delete ${folder}.`,
        );
      }
    }
    return known;
  }
  return pinned(model, modelDir, hubUrl, onProgress, signal).catch((cause) => {
    const what = `The model ${nameOf(model.place)} can't be put, or its checksums noted, in the folder that MODEL_DIR names`;
    throw storageError(cause, what, 'run the command again') ?? cause;
  });
}

/**
 * The files in the user's folder, or what the first use of the model found, unchecked; undefined when it has not been used yet.
 * @throws ModelUnavailableError for a folder that lacks files, and for a damaged lock.
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
          `Put it there, or set ${dtypeSetting(setting)} to the number format that its weights have.`,
      );
    }
    return { root, name, dtype, files: await hashed(place.folder, [...required, ...optional], signal) };
  }
  const known = await readLock(path.join(root, name, LOCK_FILE));
  return known?.dtype === dtype ? { root, name, dtype, files: known.files } : undefined;
}

/** Fetches the model where it is not there, and notes what its files are. */
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
  const source = { kind: 'hub' as const, url: `${hubUrl}/${name}/resolve/${revision}` };
  await mkdir(path.dirname(folder), { recursive: true });
  const partial = await mkdtemp(path.join(path.dirname(folder), '.partial-'));
  try {
    const onBytes = (done: number) => onProgress(done, 0);
    await download(source, wanted.required, partial, onBytes, signal);
    for (const file of wanted.optional) {
      await download(source, [file], partial, () => {}, signal).catch((cause) => {
        // A model may well do without; any other answer than "not there" is a failure.
        if (!/HTTP 40[34]/.test(cause.message)) throw cause;
      });
    }
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ModelUnavailableError(
      `The model ${nameOf(place)} (${dtype}) could not be fetched from ${source.url}: ${(cause as Error).message}. ` +
        `Check ${setting} and ${dtypeSetting(setting)}, or put its files (${wanted.required.join(', ')}) into ${folder}.`,
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
    throw new ModelUnavailableError(`${file} is damaged: delete it, and the model's files are pinned anew.`, { cause });
  }
}
