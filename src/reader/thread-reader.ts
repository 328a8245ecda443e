import { openThread } from '../thread-pool.js';
import { checkReader, READER_FOLDER } from './files.js';
import type { Reader } from './types.js';

/**
 * The project's own reader, in a worker thread with a session of its own: the event loop goes on, and embedding the next
 * question need not wait for this one's passages. `threads` is ONNX Runtime's thread count: a second one gains a quarter on
 * an idle machine, and loses more than that on a busy one.
 * @throws ModelUnavailableError when its files are missing or damaged.
 */
export async function openReader(folder = READER_FOLDER, threads = 1): Promise<Reader> {
  const fingerprint = await checkReader(folder);
  const thread = await openThread(new URL('./thread.js', import.meta.url), { folder, threads }, 'ready');
  return {
    fingerprint,
    read: async (question, passages, signal) => {
      signal?.throwIfAborted();
      return thread.run('read', { question, passages });
    },
    close: () => thread.close(),
  };
}
