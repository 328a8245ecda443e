import { channel } from 'node:diagnostics_channel';

/**
 * The stages of a question. `wait`: in the admission queue; `read`: the small reader; `check`: the large reader; `judge`: what follows
 * the reading; `verify`: the check right before showing; `answer`: everything except that check. `find`: finding a given text.
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

// Publishes to whoever measures, so that the measured code need not know them; in the asynchronous context of the question.
const times = channel('verbatim.stage');

/** Starts a stage; call the result to end it. A stage that fails is not ended and not reported. */
export function startStage(stage: Stage): () => void {
  const started = performance.now();
  return () => times.publish({ stage, milliseconds: performance.now() - started } satisfies StageTime);
}

/** Runs a stage and reports its time. */
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

export function reportPassagesRead(read: PassagesRead): void {
  counts.publish(read);
}

/** Calls the listener for each question of this process; call the result to stop. */
export function onPassagesRead(listener: (read: PassagesRead) => void): () => void {
  const onMessage = (read: unknown) => listener(read as PassagesRead);
  counts.subscribe(onMessage);
  return () => counts.unsubscribe(onMessage);
}

/** Calls the listener for each stage in this process; call the result to stop. */
export function onStage(listener: (time: StageTime) => void): () => void {
  const onMessage = (time: unknown) => listener(time as StageTime);
  times.subscribe(onMessage);
  return () => times.unsubscribe(onMessage);
}
