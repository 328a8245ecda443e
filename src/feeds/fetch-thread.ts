import { UserError } from '../errors.js';
import { AlreadyFetchingError, type FetchOptions, fetchLinks } from './fetch-links.js';
import type { FetchReport } from './types.js';

export type FetchTask = Pick<FetchOptions, 'articlesDir' | 'dataDir' | 'isPatient'>;

/** A UserError does not cross threads as what it is, so it crosses as a value. */
export type FetchOutcome = { report: FetchReport } | { userError: string; isBusy: boolean };

export default async function fetchInThisThread(task: FetchTask): Promise<FetchOutcome> {
  try {
    return { report: await fetchLinks(task) };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { userError: cause.message, isBusy: cause instanceof AlreadyFetchingError };
  }
}
