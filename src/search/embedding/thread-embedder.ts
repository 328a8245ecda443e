import { openThread } from '../../runtime/threads/serving-thread.js';
import type { LocalModel } from '../model/lock.js';
import { modelNotLoaded } from '../model/not-loaded.js';
import type { Embedder } from '../ports.js';

/**
 * Opens the embedder for questions: a worker thread with its own model, so that the event loop stays free and no question
 * waits for an index run. `threads` is ONNX Runtime's thread count.
 * @throws ModelUnavailableError
 */
export async function openEmbedder(model: LocalModel, threads = 1): Promise<Embedder> {
  const file = new URL('./thread.js', import.meta.url);
  const thread = await openThread<number>(file, { model, threads }, 'dimensions').catch((cause) => {
    throw modelNotLoaded(model, cause);
  });
  return {
    fingerprint: model.fingerprint,
    dimensions: thread.first,
    embed: async (texts, role, signal) => {
      signal?.throwIfAborted();
      return thread.run('embed', { texts, role });
    },
    close: () => thread.close(),
  };
}
