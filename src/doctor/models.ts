import type { Config } from '../config/config.js';
import { checkReader, SMALL_READER } from '../reader/files.js';
import { customReader, prepareReaders, type ReaderSettings } from '../reader/prepare.js';
import { ModelUnavailableError } from '../runtime/errors.js';
import { knownFiles } from '../search/model/custom.js';
import type { ModelState } from '../search/model/inspect.js';
import { inProject } from '../search/model/own-files.js';
import { nameOf } from '../search/model/place.js';
import { broken, type Finding, good } from './finding.js';

export function checkModel({ name, fingerprint, defect }: ModelState): Finding {
  if (fingerprint === undefined) return broken('model.missing', { name });
  return defect === undefined ? good('model.fine', { name, fingerprint }) : broken('model.damaged', { name, defect });
}

/** What to say of a model that could not even be looked at. */
export function modelUnusable({ message }: ModelUnavailableError, { model }: Pick<Config, 'model'>): Finding {
  if (model && 'folder' in model.place) return broken('model.unusable', { reason: message });
  return broken('model.damaged', { name: model ? nameOf(model.place) : '', defect: message });
}

/** Both readers, as far as the settings want them. Fetches nothing. */
export async function checkReaders(settings: ReaderSettings): Promise<Finding[]> {
  const { reader, readerModel } = settings;
  if (reader === 'off') return [good('reader.off')];
  const small = await checkOwn(SMALL_READER);
  return reader === 'small' || !readerModel ? [small] : [small, await checkLarge(readerModel, settings)];
}

async function checkLarge(
  readerModel: NonNullable<ReaderSettings['readerModel']>,
  settings: ReaderSettings,
): Promise<Finding> {
  const { modelDir } = settings;
  const name = nameOf(readerModel.place);
  try {
    if (!(await knownFiles(customReader(readerModel), modelDir))) return broken('reader.missing', { name });
    const { large } = await prepareReaders(settings);
    return good('reader.fine', { name, fingerprint: large?.fingerprint ?? '' });
  } catch (cause) {
    if (!(cause instanceof ModelUnavailableError)) throw cause;
    return broken('reader.unusable', { reason: cause.message });
  }
}

async function checkOwn(folder: string): Promise<Finding> {
  const name = inProject(folder);
  try {
    return good('reader.fine', { name, fingerprint: (await checkReader(folder)).fingerprint });
  } catch (cause) {
    if (!(cause instanceof ModelUnavailableError)) throw cause;
    return broken('reader.damaged', { name, reason: cause.message });
  }
}
