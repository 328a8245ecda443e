import { workerData } from 'node:worker_threads';
import { LoadedReader } from './loaded-reader.js';
import type { PassageToRead, Reading } from './types.js';

// The thread that reads passages: one session, loaded once.
const { folder, threads } = workerData as { folder: string; threads: number };
const loaded = await LoadedReader.load(folder, threads);

export function ready(): boolean {
  return true;
}

export function read(task: { question: string; passages: readonly PassageToRead[] }): Promise<Reading[]> {
  return loaded.read(task.question, task.passages);
}
