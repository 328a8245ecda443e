import path from 'node:path';
import { env, type FeatureExtractionPipeline, pipeline } from '@xenova/transformers';
import type { LocalModel } from '../model/lock.js';
import type { EmbeddingRole } from '../ports.js';

/** Texts per batch. Larger batches are not faster on a CPU, and other requests would wait longer. */
const BATCH = 32;

/** A loaded model. It computes on the calling thread and blocks its event loop meanwhile. */
export class LoadedModel {
  private constructor(
    private readonly extract: FeatureExtractionPipeline,
    private readonly model: LocalModel,
    readonly dimensions: number,
  ) {}

  /** Loads the model from disk, never from the network. `threads` is ONNX Runtime's intra-op thread count. */
  static async load(model: LocalModel, threads: number): Promise<LoadedModel> {
    env.allowRemoteModels = false;
    const options = { dtype: model.dtype, local_files_only: true, session_options: { intraOpNumThreads: threads } };
    // By path, because the folder's name need not be a valid name on the model hub.
    const extract = await pipeline('feature-extraction', path.join(model.root, model.name), options);
    const probe = await extract('.', { pooling: model.pooling, normalize: true });
    const dimensions = probe.dims.at(-1) ?? 0;
    probe.dispose();
    return new LoadedModel(extract, model, dimensions);
  }

  /**
   * One unit vector for each text, in order. Batches texts of similar length, since a batch is padded to its longest text.
   * Texts beyond the model's window are truncated. `onBatch` receives the number of texts in each finished batch.
   */
  async embed(
    texts: readonly string[],
    role: EmbeddingRole,
    onBatch: (texts: number) => void = () => {},
  ): Promise<Float32Array[]> {
    const prefix = role === 'query' ? this.model.queryPrefix : this.model.passagePrefix;
    const order = [...texts.keys()].sort((a, b) => lengthOf(texts, a) - lengthOf(texts, b));
    const vectors: Float32Array[] = new Array(texts.length);
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = order.slice(from, from + BATCH);
      const output = await this.extract(
        batch.map((index) => prefix + texts[index]),
        { pooling: this.model.pooling, normalize: true },
      );
      const data = output.data as Float32Array;
      for (const [row, index] of batch.entries()) {
        vectors[index] = data.slice(row * this.dimensions, (row + 1) * this.dimensions);
      }
      output.dispose();
      onBatch(batch.length);
    }
    return vectors;
  }

  async close(): Promise<void> {
    await this.extract.dispose();
  }
}

function lengthOf(texts: readonly string[], index: number): number {
  return texts[index]?.length ?? 0;
}
