import { Piscina } from 'piscina';

/** A worker thread that serves one task after another, with what its first task gave. */
export interface OpenThread<First> {
  readonly pool: Piscina;
  readonly first: First;
}

/**
 * Starts the worker thread of `file` and waits until it has done its first task, the function exported as `name`.
 * @throws what the thread could not start for.
 */
export async function openThread<First>(file: URL, workerData: unknown, name: string): Promise<OpenThread<First>> {
  const pool = new Piscina({ filename: file.href, minThreads: 1, maxThreads: 1, workerData });
  // A thread that can't start is started again and again by the pool: the first failure ends it.
  const failed = new Promise<never>((_resolve, reject) => pool.once('error', reject));
  failed.catch(() => {});
  try {
    const first: First = await Promise.race([pool.run(undefined, { name }), failed]);
    pool.on('error', () => {});
    return { pool, first };
  } catch (cause) {
    await pool.destroy();
    throw cause;
  }
}
