import type { Verbatim } from '../app/verbatim.js';
import { openVerbatim } from '../app/wiring.js';
import { skippedIn } from '../article/skipped.js';
import type { Config } from '../config/config.js';
import { printable } from './printable.js';
import { progressDisplay } from './progress.js';

/** Opens Verbatim for a terminal and shows progress on standard error; indexes first if there is no index yet. */
export async function openIndexed(config: Config, load: 'now' | 'when asked' = 'now'): Promise<Verbatim> {
  const progress = progressDisplay();
  const verbatim = await openVerbatim(config, {
    load,
    onProgress: progress.show,
    onWarning: (cause) => process.stderr.write(`${printable(cause.message)}\n`),
  }).finally(progress.end);
  try {
    if ((await verbatim.index()).kind === 'missing') {
      process.stderr.write(`The articles in ${config.articlesDir} have not been indexed yet. Indexing them first.\n`);
      const { problems, skipped } = await verbatim.reindex('changed', progress.show).finally(progress.end);
      for (const { where, reason } of problems) process.stderr.write(printable(`! ${where}: ${reason}\n`));
      const others = skippedIn(skipped);
      if (others) process.stderr.write(printable(`! ${others}\n`));
    }
    return verbatim;
  } catch (cause) {
    await verbatim.close();
    throw cause;
  }
}

/** For commands that read the index without asking. @throws IndexUnavailableError that says what is wrong with it. */
export async function requireIndex(verbatim: Verbatim): Promise<void> {
  const state = await verbatim.index();
  if (state.kind !== 'serving') throw state.cause;
}
