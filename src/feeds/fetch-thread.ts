import { UserError } from '../runtime/errors.js';
import { type StopFlag, signalOf } from '../runtime/threads/stop-flag.js';
import { AlreadyFetchingError, type FetchOptions, fetchLinks } from './fetch-links.js';
import type { FetchReport } from './fetch-report.js';

export type FetchTask = Pick<FetchOptions, 'articlesDir' | 'dataDir' | 'isPatient'> & { readonly stop: StopFlag };

/** A UserError does not cross threads as what it is, so it crosses as a value. */
export type FetchOutcome = { report: FetchReport } | { userError: string; isBusy: boolean };

export default async function fetchInThisThread({ stop, ...task }: FetchTask): Promise<FetchOutcome> {
  const { signal, done } = signalOf(stop);
  try {
    return { report: await fetchLinks({ ...task, signal }) };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { userError: cause.message, isBusy: cause instanceof AlreadyFetchingError };
  } finally {
    done();
  }
}
