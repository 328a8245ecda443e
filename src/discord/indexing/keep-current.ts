import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { FetchedAddress, FetchReport } from '../../feeds/fetch-report.js';
import type { ArticlesWatch } from '../../library/indexing/watch.js';
import type { KeepIndexed } from './keep-indexed.js';

/** Sources of changes that are followed automatically. */
export interface Following {
  /** Fetches lists of links on a schedule. */
  readonly links?: {
    /** Interval in milliseconds. */
    readonly every: number;
    /** Time of the last fetch by any process, in milliseconds since 1970. */
    last(): number | undefined;
    fetch(signal: AbortSignal): Promise<FetchReport>;
    noteIndexed(report: FetchReport): void;
  };
  /** Follows the articles folder. */
  readonly watch?: (onFault: (cause: Error) => void) => Promise<ArticlesWatch>;
}

/** Failing addresses to name in the log. */
const MOST_NAMED = 10;

/** Keeps articles and index current. Resolves after `leaving` has aborted and everything has stopped. */
export async function keepCurrent(
  { links, watch }: Following,
  indexed: KeepIndexed,
  leaving: AbortSignal,
  logger: Logger,
): Promise<void> {
  const unlessLeaving = (what: string) => (err: unknown) => {
    if (!leaving.aborted) logger.error({ err }, what);
  };
  await Promise.all([
    links && followLinks(links, indexed, leaving, logger).catch(unlessLeaving('links are no longer followed')),
    watch &&
      followFolder(watch, indexed, leaving, logger).catch(unlessLeaving('the articles folder is no longer followed')),
  ]);
}

async function followLinks(
  links: NonNullable<Following['links']>,
  indexed: KeepIndexed,
  leaving: AbortSignal,
  logger: Logger,
): Promise<void> {
  // Restarts must not cause extra fetches.
  let wait = Math.max(0, (links.last() ?? 0) + links.every - Date.now());
  for (;;) {
    await sleep(Math.min(wait, links.every), undefined, { signal: leaving, ref: false });
    wait = links.every;
    try {
      const report = await links.fetch(leaving);
      logReport(report, logger);
      if (report.isIndexDue && (await indexed.index())) links.noteIndexed(report);
    } catch (err) {
      leaving.throwIfAborted();
      logger.warn({ err }, 'links could not be fetched');
    }
  }
}

async function followFolder(
  watch: NonNullable<Following['watch']>,
  indexed: KeepIndexed,
  leaving: AbortSignal,
  logger: Logger,
): Promise<void> {
  const articles = await watch((err) => logger.warn({ err }, 'the articles folder can’t be followed everywhere'));
  try {
    // The first run indexes changes from before the start.
    for (;;) {
      await indexed.index();
      await articles.change(leaving);
    }
  } finally {
    await articles.close();
  }
}

function logReport({ lists, addresses, problems, seconds }: FetchReport, logger: Logger): void {
  if (lists === 0 && problems.length === 0) return;
  const counts: Record<string, number> = {};
  for (const { outcome } of addresses) counts[outcome] = (counts[outcome] ?? 0) + 1;
  logger.info({ lists, ...counts, seconds }, 'links fetched');
  const failing = addresses.filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'gone' || outcome === 'forbidden',
  );
  if (failing.length + problems.length === 0) return;
  const named = failing
    .slice(0, MOST_NAMED)
    .map(({ list, address, reason }) => ({ list, address: withoutQuery(address), reason }));
  logger.warn(
    { failing: failing.length, addresses: named, problems: problems.slice(0, MOST_NAMED) },
    'links could not all be fetched',
  );
}

/** An address without its query, which may contain secrets. */
function withoutQuery(address: FetchedAddress['address']): string {
  return address.replace(/[?#].*$/s, '');
}
