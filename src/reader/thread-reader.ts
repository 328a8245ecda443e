import { ModelUnavailableError } from '../runtime/errors.js';
import { openThread } from '../runtime/threads/serving-thread.js';
import { checkReader, type LocalReader } from './files.js';
import type { Reader } from './reader.js';

/**
 * Opens one of the project's own readers, the small one by default.
 * @throws ModelUnavailableError when its files are missing or damaged.
 */
export async function openReader(folder?: string, threads = 1): Promise<Reader> {
  return startReader(await checkReader(folder), threads);
}

/**
 * Starts a reader in its own worker thread, so that the event loop stays free and the next question can be embedded while
 * passages are being read. `threads` is ONNX Runtime's thread count: a second thread gains a quarter on an idle machine and
 * loses more than that on a busy one.
 * @throws ModelUnavailableError when the model can't be loaded.
 */
export async function startReader(local: LocalReader, threads = 1): Promise<Reader> {
  const thread = await openThread(new URL('./thread.js', import.meta.url), { local, threads }, 'ready').catch(
    (cause) => {
      const reason = (cause as Error).message.split('\n')[0];
      throw new ModelUnavailableError(
        `The reader in ${local.folder} can't be loaded: ${reason}. A reader is a BERT-like ONNX model for extractive question ` +
          'answering (input_ids and attention_mask in, start_logits and end_logits out) with an uncased WordPiece vocab.txt.',
        { cause },
      );
    },
  );
  return {
    fingerprint: local.fingerprint,
    read: async (question, passages, signal) => {
      signal?.throwIfAborted();
      return thread.run('read', { question, passages });
    },
    close: () => thread.close(),
  };
}
