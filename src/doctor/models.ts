import type { Config } from '../config.js';
import { ModelUnavailableError } from '../errors.js';
import { checkReader } from '../reader/files.js';
import type { ModelState } from '../search/model/inspect.js';
import { broken, type Finding, good } from './finding.js';

export function checkModel({ name, fingerprint, defect }: ModelState): Finding {
  if (fingerprint === undefined) return broken('model.missing', { name });
  return defect === undefined ? good('model.fine', { name, fingerprint }) : broken('model.damaged', { name, defect });
}

export async function checkReaderFiles({ reader }: Pick<Config, 'reader'>): Promise<Finding> {
  if (!reader) return good('reader.off');
  try {
    return good('reader.fine', { fingerprint: await checkReader() });
  } catch (cause) {
    if (!(cause instanceof ModelUnavailableError)) throw cause;
    return broken('reader.damaged', { reason: cause.message });
  }
}
