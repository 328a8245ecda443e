import { channel } from 'node:diagnostics_channel';

/**
 * What a question goes through. `wait` is the time until its turn, `read` what the small reader takes and `check` the large one, `judge` what follows the reading, `verify` the check right before
 * showing; `answer` is all of it but that check. `find` is the looking for a text, whole.
 */
export const STAGES = [
  'wait',
  'embed',
  'search',
  'rank',
  'read',
  'check',
  'judge',
  'quote',
  'verify',
  'answer',
  'find',
] as const;
type Stage = (typeof STAGES)[number];

export interface StageTime {
  readonly stage: Stage;
  readonly milliseconds: number;
}

// Whoever measures listens here, so that what is measured need not know of it; in the asynchronous context of the question.
const times = channel('verbatim.stage');

/** Starts a stage; what is given ends it. A stage that fails is not ended, and not told of. */
export function startStage(stage: Stage): () => void {
  const started = performance.now();
  return () => times.publish({ stage, milliseconds: performance.now() - started } satisfies StageTime);
}

/** Does what makes up a stage, and tells how long it took. */
export function inStage<T>(stage: Stage, work: () => T): T {
  const end = startStage(stage);
  const result = work();
  if (!(result instanceof Promise)) {
    end();
    return result;
  }
  return result.then((value) => {
    end();
    return value;
  }) as T;
}

/** How many passages each reader read for a question. */
export type PassagesRead = Readonly<Record<'reader' | 'checker', number>>;

const counts = channel('verbatim.passages-read');

export function tellPassagesRead(read: PassagesRead): void {
  counts.publish(read);
}

/** Listens to what is read for the questions of this process until what is given is called. */
export function onPassagesRead(listener: (read: PassagesRead) => void): () => void {
  const heard = (read: unknown) => listener(read as PassagesRead);
  counts.subscribe(heard);
  return () => counts.unsubscribe(heard);
}

/** Listens to all stages of this process until what is given is called. */
export function onStage(listener: (time: StageTime) => void): () => void {
  const heard = (time: unknown) => listener(time as StageTime);
  times.subscribe(heard);
  return () => times.unsubscribe(heard);
}
