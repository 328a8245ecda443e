import path from 'node:path';
import { taken } from '../intake/incoming.js';
import type { Outcome } from './fetch-report.js';
import { fileOf, hashOf, type Page, type Shelf, sayTheSame } from './fetched-files.js';
import type { FetchMemory, Remembered } from './memory.js';
import type { Validators, Whole } from './web.js';

/** An address that is wanted, and where it is to lie. */
export interface Wanted {
  readonly list: string;
  readonly folder: string;
  readonly address: string;
  readonly feed?: string;
  /** Of a feed's item: what the feed says of it now. */
  readonly version?: string;
}

interface Stored {
  readonly outcome: Extract<Outcome, 'new' | 'changed' | 'unchanged' | 'edited' | 'removed'>;
  readonly file: string;
}

/** @throws IntakeError when nothing reads such a file */
export function pageIn(got: Whole): Page {
  const { name, bytes } = taken(got);
  return { bytes, ending: path.extname(name) };
}

/**
 * Puts what was fetched among the articles, if it can be read and says something new. What was changed by hand is left alone, what was taken
 * out stays out, and a file of which nothing is known is moved to where it can be had back from.
 * @throws IntakeError when no article can be read in it; what was there before stays
 */
export async function store(
  { shelf, memory }: { readonly shelf: Shelf; readonly memory: FetchMemory },
  wanted: Wanted,
  page: Page,
  validators?: Validators,
): Promise<Stored> {
  const known = memory.get(wanted.list, wanted.address);
  const isSameKind = known?.file !== undefined && path.extname(known.file) === page.ending;
  const file = isSameKind ? (known.file as string) : fileOf(wanted.folder, wanted.address, page.ending);
  const { list, address, feed, version } = wanted;
  const now: Remembered = {
    ...{ list, address, tried: Date.now(), failures: 0 },
    ...(feed && { feed }),
    ...(version && { version }),
    ...(validators && { validators }),
  };
  const [there, hash] = [await shelf.read(file), hashOf(page.bytes)];
  if (there) {
    const before = hashOf(there);
    const isOurs = before === known?.hash || before === known?.arriving;
    if (before === hash) {
      memory.set({ ...now, file, hash });
      return { outcome: 'unchanged', file };
    }
    if (isSameKind && !isOurs) {
      memory.set({ ...now, file, ...(known.hash && { hash: known.hash }) });
      return { outcome: 'edited', file };
    }
    const articles = await shelf.articlesIn(file, page.bytes);
    const earlier = await shelf.articlesIn(file, there).catch(() => []);
    if (isOurs && sayTheSame(earlier, articles)) {
      memory.set({ ...now, file, hash: before });
      return { outcome: 'unchanged', file };
    }
    if (!isOurs) await shelf.takeOut(file);
  } else {
    await shelf.articlesIn(file, page.bytes);
    if (known?.file && !(await shelf.has(known.file))) return { outcome: 'removed', file: known.file };
  }
  // Noted before it is written, so that a process that ends in between leaves nothing that looks changed by hand.
  memory.set({
    ...now,
    ...(known?.file && { file: known.file }),
    ...(known?.hash && { hash: known.hash }),
    arriving: hash,
  });
  memory.wrote();
  await shelf.write(file, page.bytes);
  memory.set({ ...now, file, hash });
  if (known?.file && known.file !== file) await shelf.takeOut(known.file);
  return { outcome: known?.file ? 'changed' : 'new', file };
}
