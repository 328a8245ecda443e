import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ModelUnavailableError } from '../../errors.js';
import { storageError } from '../../storage-error.js';
import { defectOf, sha256Of } from './files.js';
import { type Dtype, type ModelLock, modelLock, type Pooling } from './lock.js';
import { download } from './sources.js';

/** What the first use of a model of the user's own choosing found is written here, and holds from then on. */
const LOCK_FILE = 'verbatim.lock.json';

export interface CustomModel {
  readonly name: string;
  readonly dtype: Dtype;
  readonly pooling: Pooling;
}

/**
 * A model of the user's own choosing under `root/name`: files put there by hand, or fetched from the hub the first time.
 * Its checksums are pinned by that first use; afterwards nothing touches the network.
 * @throws ModelUnavailableError when it can't be fetched, or its files are no longer those of the first use.
 */
export async function lockCustomModel(
  model: CustomModel,
  root: string,
  hubUrl: string,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: AbortSignal,
): Promise<ModelLock> {
  const folder = path.join(root, model.name);
  const known = await knownLock(model, root);
  if (known) {
    for (const file of known.files) {
      const defect = await defectOf(folder, file, signal);
      if (defect) {
        throw new ModelUnavailableError(
          `The model ${model.name} has changed since it was first used: ${defect}. ` +
            `To use it as it is now delete ${path.join(folder, LOCK_FILE)}; to fetch it anew delete ${folder}.`,
        );
      }
    }
    return known;
  }
  return pinned(model, root, hubUrl, onProgress, signal).catch((cause) => {
    const what = `The model ${model.name} can't be put, or its checksums noted, in the folder that MODEL_DIR names`;
    throw storageError(cause, what, 'run the command again') ?? cause;
  });
}

/** Fetches the model where it is not there, and notes what its files are. */
async function pinned(
  model: CustomModel,
  root: string,
  hubUrl: string,
  onProgress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<ModelLock> {
  const folder = path.join(root, model.name);
  const wanted = modelFiles(model.dtype);
  if (!(await complete(folder, wanted.required))) await fetchModel(model, wanted, folder, hubUrl, onProgress, signal);
  const files: ModelLock['files'] = [];
  for (const name of await listFiles(folder, [...wanted.required, ...wanted.optional])) {
    const full = path.join(folder, name);
    files.push({ path: name, size: (await stat(full)).size, sha256: await sha256Of(full, signal) });
  }
  const lock: ModelLock = { ...model, files, sources: [] };
  await writeFileAtomic(path.join(folder, LOCK_FILE), `${JSON.stringify(lock, null, 2)}\n`);
  return lock;
}

/** What the first use of the model found; undefined when it has not been used yet. @throws ModelUnavailableError for a damaged file */
export async function knownLock(model: CustomModel, root: string): Promise<ModelLock | undefined> {
  const known = await readLock(path.join(root, model.name, LOCK_FILE));
  return known?.dtype === model.dtype ? { ...known, pooling: model.pooling } : undefined;
}

/** transformers.js' names for the files of a feature-extraction model; big weights lie beside the graph. */
function modelFiles(dtype: Dtype): { required: string[]; optional: string[] } {
  const suffix = {
    fp32: '',
    q8: '_quantized',
    fp16: '_fp16',
    int8: '_int8',
    uint8: '_uint8',
    q4: '_q4',
    q4f16: '_q4f16',
    bnb4: '_bnb4',
  };
  const weights = `onnx/model${suffix[dtype]}.onnx`;
  return {
    required: ['config.json', 'tokenizer.json', weights],
    optional: ['tokenizer_config.json', `${weights}_data`],
  };
}

async function fetchModel(
  model: CustomModel,
  wanted: { required: string[]; optional: string[] },
  folder: string,
  hubUrl: string,
  onProgress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const source = { kind: 'hub' as const, url: `${hubUrl}/${model.name}/resolve/main` };
  await mkdir(path.dirname(folder), { recursive: true });
  const partial = await mkdtemp(path.join(path.dirname(folder), '.partial-'));
  try {
    const onBytes = (done: number) => onProgress(done, 0);
    await download(source, wanted.required, partial, onBytes, signal);
    for (const name of wanted.optional) {
      await download(source, [name], partial, () => {}, signal).catch((cause) => {
        // A model may well do without; any other answer than "not there" is a failure.
        if (!/HTTP 40[34]/.test(cause.message)) throw cause;
      });
    }
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ModelUnavailableError(
      `The model ${model.name} (${model.dtype}) could not be fetched from ${source.url}: ${(cause as Error).message}. ` +
        `Check EMBEDDING_MODEL and EMBEDDING_DTYPE, or put its files (${wanted.required.join(', ')}) into ${folder}.`,
      { cause },
    );
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function readLock(file: string): Promise<ModelLock | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return modelLock.parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelUnavailableError(`${file} is damaged: delete it, and the model's files are pinned anew.`, { cause });
  }
}

async function complete(folder: string, names: readonly string[]): Promise<boolean> {
  return (await listFiles(folder, names)).length === names.length;
}

async function listFiles(folder: string, names: readonly string[]): Promise<string[]> {
  const found = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
  const there = new Set(found.map((each) => each.split(path.sep).join('/')));
  return names.filter((name) => there.has(name));
}
