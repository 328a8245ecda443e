import type { Models } from './answer/ranking.js';
import { type LocalReaders, prepareReaders, type ReaderSettings } from './reader/prepare.js';
import { startReader } from './reader/thread-reader.js';
import type { Reader } from './reader/types.js';
import { openEmbedder } from './search/embedding/thread-embedder.js';
import type { EnsureOptions } from './search/model/ensure.js';
import type { LocalModel } from './search/model/lock.js';
import type { Embedder } from './search/ports.js';

export interface QuestionModels extends Models {
  /** Loads them, where that was not done yet; else the first question does. @throws ModelUnavailableError */
  load(options?: EnsureOptions): Promise<void>;
  close(): Promise<void>;
}

interface Opened {
  readonly embedder: Embedder;
  readonly reader?: Reader;
  readonly checker?: Reader;
}

/** The models that questions need, in a thread each. */
export function questionModels(model: LocalModel, settings: ReaderSettings): QuestionModels {
  let opening: Promise<Opened> | undefined;
  const opened = (options?: EnsureOptions) => {
    opening ??= prepareReaders(settings, options).then((readers) => open(model, readers));
    return opening;
  };
  const readerOf = (which: 'reader' | 'checker'): Pick<Reader, 'read'> => ({
    read: async (...task) => (await opened())[which]?.read(...task) ?? [],
  });
  return {
    embedder: { embed: async (...task) => (await opened()).embedder.embed(...task) },
    ...(settings.reader !== 'off' && { reader: readerOf('reader') }),
    ...(settings.reader === 'large' && { checker: readerOf('checker') }),
    load: async (options) => void (await opened(options)),
    async close() {
      const models = await opening?.catch(() => undefined);
      await Promise.all([models?.embedder, models?.reader, models?.checker].map((each) => each?.close()));
    },
  };
}

async function open(model: LocalModel, { small, large }: LocalReaders): Promise<Opened> {
  const [embedder, reader, checker] = await Promise.all([
    openEmbedder(model),
    small && startReader(small),
    large && startReader(large),
  ]);
  return { embedder, ...(reader && { reader }), ...(checker && { checker }) };
}
