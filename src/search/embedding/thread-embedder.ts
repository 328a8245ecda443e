import { Piscina } from 'piscina';
import type { LocalModel } from '../model/lock.js';
import type { Embedder } from '../ports.js';

/**
 * The embedder that questions use: a worker thread with a model of its own, so that the event loop goes on and no
 * question waits behind an index run. `threads` is ONNX Runtime's thread count.
 */
export async function openEmbedder(model: LocalModel, threads = 1): Promise<Embedder> {
  const pool = new Piscina({
    filename: new URL('./thread.js', import.meta.url).href,
    minThreads: 1,
    maxThreads: 1,
    workerData: { model, threads },
  });
  // A thread that can't load its model is started again and again by the pool: the first failure ends it.
  const failed = new Promise<never>((_resolve, reject) => pool.once('error', reject));
  failed.catch(() => {});
  let dimensions: number;
  try {
    dimensions = await Promise.race([pool.run(undefined, { name: 'dimensions' }), failed]);
  } catch (cause) {
    await pool.destroy();
    throw cause;
  }
  pool.on('error', () => {});
  return {
    fingerprint: model.fingerprint,
    dimensions,
    embed: async (texts, role, signal) => {
      signal?.throwIfAborted();
      return pool.run({ texts, role }, { name: 'embed' });
    },
    close: () => pool.destroy(),
  };
}
