import path from 'node:path';
import { taken } from '../intake/incoming.js';
import type { FetchLog, LoggedAddress } from './fetch-log.js';
import type { Outcome } from './fetch-report.js';
import { type FetchedFiles, fileOf, hashOf, haveSameText, type Page } from './fetched-files.js';
import type { Validators, Whole } from './web.js';

/** An address to fetch, and where to store it. */
export interface Wanted {
  readonly list: string;
  readonly folder: string;
  readonly address: string;
  readonly feed?: string;
  /** For an item of a feed: the version of the feed's text about it. */
  readonly version?: string;
}

interface Stored {
  readonly outcome: Extract<Outcome, 'new' | 'changed' | 'unchanged' | 'edited' | 'removed'>;
  readonly file: string;
}

/** @throws IntakeError when no reader supports such a file */
export function pageIn(got: Whole): Page {
  const { name, bytes } = taken(got);
  return { bytes, ending: path.extname(name) };
}

/**
 * Stores what was fetched among the articles, if it can be read and has changed. A file that somebody changed is not overwritten, one
 * that somebody removed stays removed, and an unknown file at its place is moved to where it can be restored.
 * @throws IntakeError when it contains no article that can be read; the existing file stays
 */
export async function store(
  { files, log }: { readonly files: FetchedFiles; readonly log: FetchLog },
  wanted: Wanted,
  page: Page,
  validators?: Validators,
): Promise<Stored> {
  const known = log.get(wanted.list, wanted.address);
  const isSameKind = known?.file !== undefined && path.extname(known.file) === page.ending;
  const file = isSameKind ? (known.file as string) : fileOf(wanted.folder, wanted.address, page.ending);
  const { list, address, feed, version } = wanted;
  const now: LoggedAddress = {
    ...{ list, address, tried: Date.now(), failures: 0 },
    ...(feed && { feed }),
    ...(version && { version }),
    ...(validators && { validators }),
  };
  const [there, hash] = [await files.read(file), hashOf(page.bytes)];
  if (there) {
    const before = hashOf(there);
    const isOurs = before === known?.hash || before === known?.arriving;
    if (before === hash) {
      log.set({ ...now, file, hash });
      return { outcome: 'unchanged', file };
    }
    if (isSameKind && !isOurs) {
      log.set({ ...now, file, ...(known.hash && { hash: known.hash }) });
      return { outcome: 'edited', file };
    }
    const articles = await files.articlesIn(file, page.bytes);
    const earlier = await files.articlesIn(file, there).catch(() => []);
    if (isOurs && haveSameText(earlier, articles)) {
      log.set({ ...now, file, hash: before });
      return { outcome: 'unchanged', file };
    }
    if (!isOurs) await files.remove(file);
  } else {
    await files.articlesIn(file, page.bytes);
    if (known?.file && !(await files.has(known.file))) return { outcome: 'removed', file: known.file };
  }
  // Recorded before the write: if the process ends in between, the file must not look as if somebody had changed it.
  log.set({
    ...now,
    ...(known?.file && { file: known.file }),
    ...(known?.hash && { hash: known.hash }),
    arriving: hash,
  });
  log.wrote();
  await files.write(file, page.bytes);
  log.set({ ...now, file, hash });
  if (known?.file && known.file !== file) await files.remove(known.file);
  return { outcome: known?.file ? 'changed' : 'new', file };
}
