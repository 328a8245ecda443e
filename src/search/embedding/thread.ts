import { workerData } from 'node:worker_threads';
import type { LocalModel } from '../model/lock.js';
import type { EmbeddingRole } from '../ports.js';
import { LoadedModel } from './model.js';

// The worker thread that embeds questions. It loads one session, once.
const { model, threads } = workerData as { model: LocalModel; threads: number };
const loaded = await LoadedModel.load(model, threads);

export function dimensions(): number {
  return loaded.dimensions;
}

export function embed({ texts, role }: { texts: readonly string[]; role: EmbeddingRole }): Promise<Float32Array[]> {
  return loaded.embed(texts, role);
}
