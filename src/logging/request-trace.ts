import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Askable, Verbatim } from '../app/verbatim.js';
import { OUTCOMES, type Outcome, type Refusal, type Way } from '../metrics/labels.js';
import type { Meters } from '../metrics/meters.js';

/** Follows one use of the bot from its reception to its end. */
interface RequestTrace {
  /** Appears in every log line of the request, and on the card if it fails. */
  readonly reference: string;
  outcome: Outcome | undefined;
  refusal: Refusal | undefined;
}

const traces = new AsyncLocalStorage<RequestTrace>();

/** The reference of the current request; undefined outside requests. */
export function currentReference(): string | undefined {
  return traces.getStore()?.reference;
}

export function newReference(): string {
  return randomBytes(4).toString('hex');
}

/** Records the outcome of the current question. Of several outcomes, the one with the highest weight counts (see OUTCOMES). */
export function recordOutcome(outcome: Outcome, refusal?: Refusal): void {
  const trace = traces.getStore();
  if (!trace) return;
  const weight = (each: Outcome | undefined) => (each ? OUTCOMES.indexOf(each) : -1);
  if (weight(outcome) > weight(trace.outcome)) trace.outcome = outcome;
  trace.refusal ??= refusal;
}

/**
 * Runs the work of one request under a new reference, and logs its reception and end. A request with a `way` is a question and
 * is counted with its outcome. Questions without a recorded outcome are not counted.
 */
export async function traced(
  { way, about = {} }: { readonly way?: Way | undefined; readonly about?: object },
  { logger, meters }: { readonly logger: Logger; readonly meters: Meters },
  work: () => Promise<void>,
): Promise<void> {
  const trace: RequestTrace = { reference: newReference(), outcome: undefined, refusal: undefined };
  const started = performance.now();
  await traces.run(trace, async () => {
    logger.debug({ ...about, ...(way && { way }) }, 'received');
    try {
      await work();
    } finally {
      const milliseconds = Math.round(performance.now() - started);
      const { outcome, refusal } = trace;
      if (way && outcome) {
        meters.question(way, outcome, milliseconds / 1_000);
        if (outcome === 'refused') meters.refused(refusal ?? 'other');
        logger.info({ way, outcome, ...(outcome === 'refused' && { refusal }), milliseconds }, 'question');
      } else logger.debug({ milliseconds }, 'done');
    }
  });
}

/** Wraps `verbatim` so that each answer's outcome is recorded for the current request. */
export function recordingOutcomes(verbatim: Verbatim): Verbatim {
  const recording = (articles: Askable): Pick<Askable, 'ask' | 'find'> => ({
    async ask(...given) {
      const answer = await articles.ask(...given);
      recordOutcome(answer.kind);
      return answer;
    },
    async find(...given) {
      const found = await articles.find(...given);
      recordOutcome(found.kind === 'found' ? 'answered' : found.kind === 'related' ? 'closest' : 'nothing');
      return found;
    },
  });
  const limited = new WeakMap<Askable, Askable>();
  return {
    ...verbatim,
    ...recording(verbatim),
    within(collections) {
      const articles = verbatim.within(collections);
      const known = limited.get(articles) ?? { ...articles, ...recording(articles) };
      limited.set(articles, known);
      return known;
    },
  };
}
