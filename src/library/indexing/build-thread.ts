import { throwIfRaised } from '../../runtime/threads/stop-flag.js';
import type { WorkerContext } from '../../runtime/threads/worker-entry.js';
import type { IndexProgress, IndexReport } from '../reports.js';
import { type BuildOptions, buildLibrary } from './build.js';

export default function build(
  options: BuildOptions,
  { stop, report }: WorkerContext<IndexProgress>,
): Promise<IndexReport> {
  return buildLibrary(options, (progress) => {
    throwIfRaised(stop);
    report(progress);
  });
}
