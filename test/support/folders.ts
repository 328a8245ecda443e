import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** Registers what to do when a test, or a file of tests (`afterAll`), has finished. */
export type After = (cleanUp: () => Promise<void>) => void;

/** What hooks such as `beforeAll` register runs once all tests of the file or group have finished, the last first. */
export function afterTests(): After {
  const cleanUps: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });
  return (cleanUp) => void cleanUps.push(cleanUp);
}

/** A new empty folder that is removed when the test has finished. */
export async function temporaryFolder(after: After = onTestFinished): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-test-'));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
