import { answeringFingerprint, readThresholds } from '../answer/ranking/own-thresholds.js';
import type { Config } from '../config/config.js';
import { checkReader } from '../reader/files.js';
import { customReader } from '../reader/prepare.js';
import { knownFiles } from '../search/model/custom.js';
import { fingerprintOf } from '../search/model/own-files.js';
import { type Finding, good, warning } from './finding.js';

/** Whether the operator's own thresholds are used, where there are such. `embedder` is the model's fingerprint, if it has one. */
export async function checkThresholds(config: Config, embedder: string | undefined): Promise<Finding[]> {
  const { state } = await readThresholds(config.dataDir, '');
  if (state === 'none') return [];
  // What is wrong with the models is found elsewhere; nothing answers then.
  const readers = await readersOf(config).catch(() => undefined);
  if (embedder === undefined || !readers) return [];
  const found = await readThresholds(config.dataDir, await answeringFingerprint({ embedder, ...readers }));
  switch (found.state) {
    case 'none':
      return [];
    case 'damaged':
      return [warning('thresholds.damaged', { reason: found.reason })];
    default: {
      const { answered, closest, questions: count, fittedAt } = found.thresholds;
      const values = { count, fitted: new Date(fittedAt), answered: answered.toFixed(3), closest: closest.toFixed(3) };
      return [found.state === 'stale' ? warning('thresholds.stale', values) : good('thresholds.own', values)];
    }
  }
}

/** The fingerprints of who reads. Fetches nothing. @throws when one of them is not there whole. */
async function readersOf({
  reader: mode,
  readerModel,
  modelDir,
}: Config): Promise<{ reader?: string; checker?: string }> {
  if (mode === 'off') return {};
  const reader = (await checkReader()).fingerprint;
  if (mode === 'small' || !readerModel) return { reader };
  const known = await knownFiles(customReader(readerModel), modelDir);
  if (!known) throw new Error('it has not been fetched yet');
  return { reader, checker: fingerprintOf(known.files) };
}
