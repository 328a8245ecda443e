import { workerData } from 'node:worker_threads';
import type { LocalReader } from './files.js';
import { LoadedReader } from './loaded-reader.js';
import type { PassageToRead, Reading } from './reader.js';

// The worker thread that reads passages. It loads one session, once.
const { local, threads } = workerData as { local: LocalReader; threads: number };
const loaded = await LoadedReader.load(local, threads);

/** Reads one word, so that a model that is not a reader is detected before the first question. */
export async function ready(): Promise<boolean> {
  await loaded.read('.', [{ text: '.', sentences: [{ start: 0, end: 1 }] }]);
  return true;
}

export function read(task: { question: string; passages: readonly PassageToRead[] }): Promise<Reading[]> {
  return loaded.read(task.question, task.passages);
}
