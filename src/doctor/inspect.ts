import type { Config } from '../config/config.js';
import { indexFingerprint } from '../library/generations/manifest.js';
import { ModelUnavailableError } from '../runtime/errors.js';
import { inspectModel, type ModelState } from '../search/model/inspect.js';
import { broken, type Finding } from './finding.js';
import { checkLinks } from './links.js';
import { checkDisk, checkFolders, checkNode } from './machine.js';
import { checkModel, checkReaders, modelUnusable } from './models.js';
import { checkStored } from './stored.js';
import { checkThresholds } from './thresholds.js';

/** Checks the machine, the models, the articles, the index and the bot's database without changing anything. Never throws. */
export async function inspect(config: Config): Promise<Finding[]> {
  const { articlesDir, embeddingsDir, dataDir } = config;
  const model: ModelState | Error = await inspectModel(config).catch((cause: Error) => cause);
  const known = model instanceof Error ? undefined : model.fingerprint;
  const isWhole = known !== undefined && !('defect' in model);
  const fingerprint = known === undefined ? undefined : indexFingerprint(known);
  const checks: readonly [string, () => Promise<Finding | readonly Finding[]>][] = [
    ['Node', () => checkNode()],
    ['folders', () => checkFolders(config, isWhole)],
    ['disk', () => checkDisk(config)],
    ['model', async () => (model instanceof Error ? Promise.reject(model) : checkModel(model))],
    ['readers', () => checkReaders(config)],
    ['thresholds', () => checkThresholds(config, known)],
    ['links', () => checkLinks(config)],
    ['articles, index, memory', () => checkStored({ articlesDir, embeddingsDir, dataDir, fingerprint })],
  ];
  const found = await Promise.all(
    checks.map(([what, check]) => check().catch((cause: Error) => couldNot(what, cause, config))),
  );
  return found.flat();
}

function couldNot(what: string, cause: Error, config: Config): Finding {
  if (cause instanceof ModelUnavailableError) return modelUnusable(cause, config);
  return broken('check.failed', { what, reason: cause.message });
}

/** The same for readers who need not know paths on the machine: each folder is named by its setting. */
export function withoutPaths(findings: readonly Finding[], config: Config): Finding[] {
  const folders = Object.entries({
    MODEL_DIR: config.modelDir,
    ARTICLES_DIR: config.articlesDir,
    EMBEDDINGS_DIR: config.embeddingsDir,
    DATA_DIR: config.dataDir,
    ...(config.model && 'folder' in config.model.place && { EMBEDDING_MODEL: config.model.place.folder }),
    ...(config.readerModel &&
      'folder' in config.readerModel.place && { READER_MODEL: config.readerModel.place.folder }),
  }).sort(([, one], [, other]) => other.length - one.length);
  const named = (text: string) => folders.reduce((clean, [name, folder]) => clean.replaceAll(folder, name), text);
  return findings.map((finding) => {
    const values = Object.entries(finding.values ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? named(value) : value,
    ]);
    return { ...finding, values: Object.fromEntries(values) };
  });
}
