import type { MessagePort } from 'node:worker_threads';
import { UserError } from '../../runtime/errors.js';
import { type StopFlag, throwIfRaised } from '../../runtime/threads/stop-flag.js';
import type { IndexReport } from '../reports.js';
import { type BuildOptions, buildLibrary } from './build.js';

/** A UserError does not cross threads as what it is, so it crosses as a value. */
export type BuildOutcome = { report: IndexReport } | { userError: { name: string; message: string } };

export default async function build(task: {
  options: BuildOptions;
  progress: MessagePort;
  stop: StopFlag;
}): Promise<BuildOutcome> {
  try {
    const report = await buildLibrary(task.options, (progress) => {
      throwIfRaised(task.stop);
      task.progress.postMessage(progress);
    });
    return { report };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { userError: { name: cause.name, message: cause.message } };
  } finally {
    task.progress.close();
  }
}
