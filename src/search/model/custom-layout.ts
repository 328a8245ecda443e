import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256Of } from './files.js';
import type { Dtype, PinnedFile } from './lock.js';

/** The settings that name a custom model, and the files that its tokenizer requires besides configuration and weights. */
const TOKENIZERS = {
  EMBEDDING_MODEL: { required: ['tokenizer.json'], optional: ['tokenizer_config.json'] },
  READER_MODEL: { required: ['vocab.txt'], optional: [] },
} as const;

export type ModelSetting = keyof typeof TOKENIZERS;

export interface ModelFiles {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** The file names that transformers.js expects; large weights are in a separate file next to the graph. */
export function modelFiles(setting: ModelSetting, dtype: Dtype): ModelFiles {
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
  const { required, optional } = TOKENIZERS[setting];
  return { required: ['config.json', ...required, weights], optional: [...optional, `${weights}_data`] };
}

/** The name of the setting for the number format of the weights. */
export function dtypeSetting(setting: ModelSetting): string {
  return setting.replace('_MODEL', '_DTYPE');
}

/** The existing files among these names, with size and checksum. */
export async function hashed(folder: string, names: readonly string[], signal?: AbortSignal): Promise<PinnedFile[]> {
  const files: PinnedFile[] = [];
  for (const name of await listFiles(folder, names)) {
    const full = path.join(folder, name);
    files.push({ path: name, size: (await stat(full)).size, sha256: await sha256Of(full, signal) });
  }
  return files;
}

/** The existing files among these names, which use forward slashes. */
export async function listFiles(folder: string, names: readonly string[]): Promise<string[]> {
  const found = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
  const there = new Set(found.map((each) => each.split(path.sep).join('/')));
  return names.filter((name) => there.has(name));
}
