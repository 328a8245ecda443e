import type { Thresholds } from '../answer/decide.js';
import type { Models } from '../answer/rank-sentences.js';
import { answeringFingerprint, readThresholds } from '../answer/ranking/own-thresholds.js';
import type { Config } from '../config/config.js';
import { type LocalReaders, prepareReaders, type ReaderSettings } from '../reader/prepare.js';
import type { Reader } from '../reader/reader.js';
import { startReader } from '../reader/thread-reader.js';
import { ThresholdsUnusedError } from '../runtime/errors.js';
import { openEmbedder } from '../search/embedding/thread-embedder.js';
import type { FetchOptions } from '../search/model/custom.js';
import type { LocalModel } from '../search/model/lock.js';
import type { Embedder } from '../search/ports.js';

interface QuestionModels extends Models {
  /** Loads the models unless they are loaded; otherwise the first question loads them. @throws ModelUnavailableError */
  load(options?: FetchOptions): Promise<void>;
  /** Identifies everything that changes confidences. */
  fingerprint(): Promise<string>;
  close(): Promise<void>;
}

interface Opened {
  readonly embedder: Embedder;
  readonly reader?: Reader;
  readonly checker?: Reader;
  readonly fingerprint: string;
}

type AnsweringSettings = ReaderSettings & Pick<Config, 'dataDir'>;

/**
 * The models that questions need, each in its own thread, with the operator's thresholds for them. Calls `warn` if the operator's
 * thresholds exist but are not used.
 */
export function questionModels(
  model: LocalModel,
  settings: AnsweringSettings,
  warn: (cause: Error) => void,
): QuestionModels {
  let opening: Promise<Opened> | undefined;
  let thresholds: Thresholds | undefined;
  const opened = (options?: FetchOptions) => {
    opening ??= openAll(options);
    return opening;
  };
  async function openAll(options?: FetchOptions): Promise<Opened> {
    const readers = await prepareReaders(settings, options);
    const { small, large } = readers;
    const names = { embedder: model.fingerprint, reader: small?.fingerprint, checker: large?.fingerprint };
    const fingerprint = await answeringFingerprint(names);
    thresholds = await usable(settings.dataDir, fingerprint, warn);
    return { ...(await open(model, readers)), fingerprint };
  }
  const readerOf = (which: 'reader' | 'checker'): Pick<Reader, 'read'> => ({
    read: async (...task) => (await opened())[which]?.read(...task) ?? [],
  });
  return {
    embedder: { embed: async (...task) => (await opened()).embedder.embed(...task) },
    ...(settings.reader !== 'off' && { reader: readerOf('reader') }),
    ...(settings.reader === 'large' && { checker: readerOf('checker') }),
    thresholds: () => thresholds,
    load: async (options) => void (await opened(options)),
    fingerprint: async () => (await opened()).fingerprint,
    async close() {
      const models = await opening?.catch(() => undefined);
      await Promise.all([models?.embedder, models?.reader, models?.checker].map((each) => each?.close()));
    },
  };
}

async function open(model: LocalModel, { small, large }: LocalReaders): Promise<Omit<Opened, 'fingerprint'>> {
  const [embedder, reader, checker] = await Promise.all([
    openEmbedder(model),
    small && startReader(small),
    large && startReader(large),
  ]);
  return { embedder, ...(reader && { reader }), ...(checker && { checker }) };
}

async function usable(
  dataDir: string,
  fingerprint: string,
  warn: (cause: Error) => void,
): Promise<Thresholds | undefined> {
  const found = await readThresholds(dataDir, fingerprint);
  if (found.state === 'none') return undefined;
  if (found.state === 'fitting') return found.thresholds;
  const why = found.state === 'damaged' ? `are damaged (${found.reason})` : 'were fitted for other models or settings';
  warn(
    new ThresholdsUnusedError(
      `The thresholds that \`npm run calibrate\` wrote ${why}, so the default thresholds are used. ` +
        'Run it again, or run it with --reset to remove them.',
    ),
  );
  return undefined;
}
