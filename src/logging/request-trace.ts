import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Askable, Verbatim } from '../app/verbatim.js';
import { OUTCOMES, type Outcome, type Refusal, type Way } from '../metrics/labels.js';
import type { Meters } from '../metrics/meters.js';

/** One use of the bot, from its reception to its end. */
interface Use {
  /** Stands in every line of the log that concerns it, and on the card where it fails. */
  readonly reference: string;
  outcome: Outcome | undefined;
  refusal: Refusal | undefined;
}

const uses = new AsyncLocalStorage<Use>();

/** The reference of the use under way, for whoever writes of it; undefined outside of any. */
export function currentReference(): string | undefined {
  return uses.getStore()?.reference;
}

export function newReference(): string {
  return randomBytes(4).toString('hex');
}

/** Notes what became of the question under way; of several, what weighs most (see OUTCOMES). */
export function recordOutcome(outcome: Outcome, refusal?: Refusal): void {
  const use = uses.getStore();
  if (!use) return;
  const weight = (each: Outcome | undefined) => (each ? OUTCOMES.indexOf(each) : -1);
  if (weight(outcome) > weight(use.outcome)) use.outcome = outcome;
  use.refusal ??= refusal;
}

/**
 * Does all of a use under a reference of its own, and logs its reception and end. With a `way` it is a question, which is counted
 * with what was recordingOutcomes as its outcome; one of which nothing was recordingOutcomes asked for nothing.
 */
export async function traced(
  { way, about = {} }: { readonly way?: Way | undefined; readonly about?: object },
  { logger, meters }: { readonly logger: Logger; readonly meters: Meters },
  work: () => Promise<void>,
): Promise<void> {
  const use: Use = { reference: newReference(), outcome: undefined, refusal: undefined };
  const started = performance.now();
  await uses.run(use, async () => {
    logger.debug({ ...about, ...(way && { way }) }, 'received');
    try {
      await work();
    } finally {
      const milliseconds = Math.round(performance.now() - started);
      const { outcome, refusal } = use;
      if (way && outcome) {
        meters.question(way, outcome, milliseconds / 1_000);
        if (outcome === 'refused') meters.refused(refusal ?? 'other');
        logger.info({ way, outcome, ...(outcome === 'refused' && { refusal }), milliseconds }, 'question');
      } else logger.debug({ milliseconds }, 'done');
    }
  });
}

/** The same articles; what asking them comes to is recordingOutcomes of the use that asks. */
export function recordingOutcomes(verbatim: Verbatim): Verbatim {
  const noting = (articles: Askable): Pick<Askable, 'ask' | 'find'> => ({
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
    ...noting(verbatim),
    within(collections) {
      const articles = verbatim.within(collections);
      const known = limited.get(articles) ?? { ...articles, ...noting(articles) };
      limited.set(articles, known);
      return known;
    },
  };
}
