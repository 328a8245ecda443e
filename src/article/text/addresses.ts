import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Beside files that were fetched: a hidden JSON object of their names and the addresses they came from. */
export const ADDRESSES_FILE = '.addresses.json';
const MOST_BYTES = 20 * 2 ** 20;

const Addresses = z.record(z.string(), z.string());

/** Looks up where files were fetched from, for those that don't say it themselves; reads each folder's list once. */
export function addressBook(dir: string): (path: string) => Promise<string | undefined> {
  const folders = new Map<string, Promise<ReadonlyMap<string, string>>>();
  return async (path) => {
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? '' : path.slice(0, slash);
    let addresses = folders.get(folder);
    if (!addresses) {
      addresses = addressesIn(join(dir, folder));
      folders.set(folder, addresses);
    }
    return (await addresses).get(path.slice(slash + 1));
  };
}

/** By file name; none where the list is missing or can't be read, as it only adds to the articles. */
export async function addressesIn(folder: string): Promise<Map<string, string>> {
  const bytes = await readFile(join(folder, ADDRESSES_FILE)).catch(() => undefined);
  if (!bytes || bytes.length > MOST_BYTES) return new Map();
  try {
    return new Map(Object.entries(Addresses.parse(JSON.parse(bytes.toString('utf8')))));
  } catch {
    return new Map();
  }
}
