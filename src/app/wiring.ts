import { availableParallelism } from 'node:os';
import type { Models } from '../answer/rank-sentences.js';
import type { Config } from '../config/config.js';
import { articleFiles } from '../intake/article-files.js';
import { sweepLeftovers } from '../intake/leftovers.js';
import { indexStateOf } from '../library/generations/index-state.js';
import { Library } from '../library/generations/library.js';
import { indexFingerprint } from '../library/generations/manifest.js';
import { buildInThread } from '../library/indexing/build-in-thread.js';
import { generationsIn, rollBack } from '../library/indexing/roll-back.js';
import type { IndexProgress } from '../library/reports.js';
import { AdmissionQueue } from '../runtime/admission-queue.js';
import { BoundedMap } from '../runtime/bounded-map.js';
import { AlreadyIndexingError, IndexUnavailableError, ModelUnavailableError } from '../runtime/errors.js';
import { threadProbe } from '../runtime/threads/thread-probe.js';
import type { LocalModel } from '../search/model/lock.js';
import { prepareModel } from '../search/model/prepare.js';
import { quantize } from '../search/vectors/quantize.js';
import { askable } from './askable.js';
import { questionModels } from './question-models.js';
import type { Askable, Verbatim } from './verbatim.js';

interface OpenOptions {
  /** Receives the progress while the model is downloaded, if necessary. */
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Called when a new generation can't be opened and the previous one stays in use, and when the operator's thresholds are not used. */
  readonly onWarning?: (cause: Error) => void;
  /** Whether to load the models for questions now (the default) or with the first question, for programs that may ask none. */
  readonly load?: 'now' | 'when asked';
  /** ONNX Runtime's threads for index runs; by default all but one, which is left to questions. */
  readonly indexThreads?: number;
}

/** The real parts, connected. */
export interface Parts extends Models {
  readonly model: LocalModel;
  readonly library: Library;
  /** Identifies everything that changes confidences. */
  fingerprint(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Questions that are answered concurrently: enough to keep the embedder, the reader and this thread busy. More would only delay
 * this thread's acknowledgement of new questions.
 */
const MOST_AT_ONCE = 2;
/** Questions are refused when their predicted wait exceeds this. */
const LONGEST_WAIT_MS = 15_000;
/** The most questions that wait. Many can arrive at once, each with an acceptable predicted wait. */
const MOST_WAITING = 500;
/** The most sets of collections whose lists are cached; few are in use at once. */
const MOST_LIMITED = 200;

/** Opens the library and the models. @throws ModelUnavailableError */
export async function openParts(config: Config, options: OpenOptions = {}): Promise<Parts> {
  const onProgress = (done: number, total: number) => options.onProgress?.({ stage: 'model', done, total });
  const model = await prepareModel(config, { onProgress });
  const warn = options.onWarning ?? (() => {});
  const models = questionModels(model, config, warn);
  if (options.load !== 'when asked') await models.load({ onProgress });
  const library = new Library(config.embeddingsDir, indexFingerprint(model.fingerprint), warn);
  const close = async () => {
    await models.close();
    library.close();
  };
  return { ...models, model, library, close };
}

/**
 * Opens everything that the terminal and the bot use, with or without an index; without one, asking fails and says what to run.
 * @throws ModelUnavailableError
 */
export async function openVerbatim(config: Config, options: OpenOptions = {}): Promise<Verbatim> {
  const parts = await openParts(config, options);
  const { model, library } = parts;
  // Start even if questions can't be answered yet: asking says why.
  await library.current().catch((cause) => {
    if (!(cause instanceof IndexUnavailableError)) throw cause;
  });
  const queue = new AdmissionQueue({ atOnce: MOST_AT_ONCE, longestWaitMs: LONGEST_WAIT_MS, mostWaiting: MOST_WAITING });
  const answering = { ...parts, admit: queue.admit };
  const limited = new BoundedMap<Askable>(MOST_LIMITED);
  let indexing = false;

  const everything = askable(library, answering);
  const stuckThreads = threadProbe({
    embedder: () => parts.embedder.embed(['.'], 'query'),
    ...(parts.reader && { reader: () => parts.reader?.read('.', []) }),
    ...(parts.checker && { checker: () => parts.checker?.read('.', []) }),
  });
  return {
    ...everything,
    queue,
    stopAdmitting: () => queue.close(),
    index: indexStateOf(library, config.embeddingsDir),
    stuckThreads,
    files: articleFiles({
      articlesDir: config.articlesDir,
      dataDir: config.dataDir,
      apiUrl: config.discord.apiUrl,
      indexed: () => everything.sources().map(({ id }) => id),
    }),
    within(collections) {
      const key = JSON.stringify([...collections].sort());
      const known = limited.get(key);
      if (known) return known;
      const made = askable(library, answering, collections);
      limited.set(key, made);
      return made;
    },
    async meaning(question) {
      const [vector] = await parts.embedder.embed([question], 'query');
      return { model: model.fingerprint, vector: quantize(vector as Float32Array) };
    },
    async reindex(mode, onProgress = () => {}, signal) {
      if (indexing)
        throw new AlreadyIndexingError('The articles are already being indexed. Wait until that run has ended.');
      indexing = true;
      try {
        const threads = options.indexThreads ?? Math.max(1, availableParallelism() - 1);
        const { articlesDir, embeddingsDir, dataDir } = config;
        await sweepLeftovers(articlesDir, dataDir);
        await stillThere(config, model, onProgress, signal);
        const report = await buildInThread({ articlesDir, embeddingsDir, model, mode, threads }, onProgress, signal);
        await library.current();
        return report;
      } finally {
        indexing = false;
      }
    },
    generations: () => generationsIn(config.embeddingsDir, indexFingerprint(model.fingerprint)),
    async rollBack(expected) {
      const report = await rollBack(config.embeddingsDir, indexFingerprint(model.fingerprint), expected);
      await library.current();
      return report;
    },
    close: parts.close,
  };
}

/** Restores the model's files if they disappeared while in use. @throws ModelUnavailableError */
async function stillThere(
  config: Config,
  model: LocalModel,
  onProgress: (progress: IndexProgress) => void,
  signal?: AbortSignal,
): Promise<void> {
  const found = await prepareModel(config, {
    onProgress: (done, total) => onProgress({ stage: 'model', done, total }),
    ...(signal && { signal }),
  });
  // Questions would still be embedded with the first model, and the new index would not fit them.
  if (found.fingerprint !== model.fingerprint) {
    throw new ModelUnavailableError(`The embedding model ${model.name} was replaced since the start. Restart.`);
  }
}
