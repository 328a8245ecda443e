import { open } from 'node:fs/promises';

/** Makes the content of a file survive a power failure. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** Makes new and renamed entries of a folder survive a power failure. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows can't open folders, and stores names safely by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
