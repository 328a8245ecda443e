import { open } from 'node:fs/promises';

/** Makes what was written to a file survive a loss of power. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** Makes the names in a folder survive a loss of power: those that were renamed into it, or written anew. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and keeps names safe by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
