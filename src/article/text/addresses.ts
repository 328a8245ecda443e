import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { memoize } from '../../runtime/memoize.js';

/** A hidden file next to fetched files: a JSON object from their names to their addresses. */
export const ADDRESSES_FILE = '.addresses.json';
const MAX_BYTES = 20 * 2 ** 20;

const Addresses = z.record(z.string(), z.string());

/** Looks up the addresses of fetched files that do not contain it themselves; reads each folder's list once. */
export function addressBook(dir: string): (path: string) => Promise<string | undefined> {
  const addressesOf = memoize((folder: string) => addressesIn(join(dir, folder)));
  return async (path) => {
    const slash = path.lastIndexOf('/');
    const addresses = await addressesOf(path.slice(0, Math.max(0, slash)));
    return addresses.get(path.slice(slash + 1));
  };
}

/** Addresses by file name; empty if the list is missing or unreadable, because it is optional. */
export async function addressesIn(folder: string): Promise<Map<string, string>> {
  const bytes = await readFile(join(folder, ADDRESSES_FILE)).catch(() => undefined);
  if (!bytes || bytes.length > MAX_BYTES) return new Map();
  try {
    return new Map(Object.entries(Addresses.parse(JSON.parse(bytes.toString('utf8')))));
  } catch {
    return new Map();
  }
}
