import type { Models } from './answer/ranking.js';
import { openReader } from './reader/thread-reader.js';
import type { Reader } from './reader/types.js';
import { openEmbedder } from './search/embedding/thread-embedder.js';
import type { LocalModel } from './search/model/lock.js';
import type { Embedder } from './search/ports.js';

export interface QuestionModels extends Models {
  /** Loads them, where that was not done yet; else the first question does. @throws ModelUnavailableError */
  load(): Promise<void>;
  close(): Promise<void>;
}

/** The models that questions need, in threads of their own. */
export function questionModels(model: LocalModel, withReader: boolean): QuestionModels {
  let opening: ReturnType<typeof open> | undefined;
  const opened = () => {
    opening ??= open(model, withReader);
    return opening;
  };
  const reader: Models['reader'] = {
    read: async (...task) => (await opened()).reader?.read(...task) ?? [],
  };
  return {
    embedder: { embed: async (...task) => (await opened()).embedder.embed(...task) },
    ...(withReader && { reader }),
    load: async () => void (await opened()),
    async close() {
      const models = await opening?.catch(() => undefined);
      await Promise.all([models?.embedder.close(), models?.reader?.close()]);
    },
  };
}

async function open(model: LocalModel, withReader: boolean): Promise<{ embedder: Embedder; reader?: Reader }> {
  const [embedder, reader] = await Promise.all([openEmbedder(model), withReader ? openReader() : undefined]);
  return { embedder, ...(reader && { reader }) };
}
