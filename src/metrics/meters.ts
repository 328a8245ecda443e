import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { type PassagesRead, STAGES, type StageTime } from '../runtime/timings.js';
import {
  ANSWERS,
  OUTCOMES,
  type Outcome,
  RATE_LIMITS,
  type RateLimit,
  READERS,
  RECONNECTS,
  REFUSALS,
  type Reconnect,
  type Refusal,
  RUN_OUTCOMES,
  type RunOutcome,
  WAYS,
  type Way,
} from './labels.js';
import { RecentDurations } from './recent-durations.js';

/** Upper ends of the steps, in seconds. */
const STAGE_STEPS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const QUESTION_STEPS = [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 30, 60];
/** Passages. */
const PASSAGE_STEPS = [0, 1, 2, 4, 8, 12, 16];
const RUN_STEPS = [1, 5, 15, 60, 300, 900, 3_600, 14_400];

/**
 * What is counted and timed of this process while it runs, for Prometheus and `/doctor`. Labels are words of the program alone: none
 * names a person, server, channel, article or question. Every series is there from the start, so that rates begin at nought.
 */
export class Meters {
  readonly registry = new Registry();
  readonly since = new Date();
  /** How long the last answers took. */
  readonly lastAnswers = new RecentDurations();
  #lastRateLimit: { readonly count: number; readonly last: Date } | undefined;

  readonly #questions = this.#counter(
    'verbatim_questions_total',
    'Questions by how they came and what became of them',
    {
      way: WAYS,
      outcome: OUTCOMES,
    },
  );
  readonly #refusals = this.#counter('verbatim_questions_refused_total', 'Refused questions by reason', {
    reason: REFUSALS,
  });
  readonly #durations = this.#histogram(
    'verbatim_question_duration_seconds',
    'From the reception of a question to its answer being in Discord, those answered or found to have none',
    QUESTION_STEPS,
    { way: WAYS },
  );
  readonly #stages = this.#histogram('verbatim_stage_duration_seconds', 'Stages of answering', STAGE_STEPS, {
    stage: STAGES,
  });
  readonly #passagesRead = this.#histogram(
    'verbatim_passages_read',
    'Passages read for a question: by the small reader, and checked by the large one',
    PASSAGE_STEPS,
    { reader: READERS },
  );
  readonly #late = this.#counter(
    'verbatim_interactions_late_total',
    'Interactions that reached the bot when Discord took no answer any more',
    {},
  );
  readonly #runs = this.#counter('verbatim_index_runs_total', 'Index runs of this process by outcome', {
    outcome: RUN_OUTCOMES,
  });
  readonly #runDurations = this.#histogram(
    'verbatim_index_run_duration_seconds',
    'Index runs that were done',
    RUN_STEPS,
    {},
  );
  readonly #answers = this.#counter('verbatim_discord_responses_total', 'What Discord’s API answered', {
    status: ANSWERS,
  });
  readonly #rateLimits = this.#counter('verbatim_discord_rate_limits_total', 'Rate limits of Discord that were met', {
    kind: RATE_LIMITS,
  });
  readonly #reconnects = this.#counter('verbatim_gateway_reconnects_total', 'Reconnects to Discord’s gateway', {
    kind: RECONNECTS,
  });

  /** Adds what Node knows of the process: memory, processor, garbage collection, delays of the event loop. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** `seconds` from the reception on. */
  question(way: Way, outcome: Outcome, seconds: number): void {
    this.#questions.inc({ way, outcome });
    if (outcome === 'answered' || outcome === 'closest' || outcome === 'nothing') {
      this.#durations.observe({ way }, seconds);
    }
  }

  /** An interaction reached the bot when Discord no longer took an acknowledgement of it. */
  cameTooLate(): void {
    this.#late.inc();
  }

  refused(reason: Refusal): void {
    this.#refusals.inc({ reason });
  }

  stage({ stage, milliseconds }: StageTime): void {
    this.#stages.observe({ stage }, milliseconds / 1_000);
    if (stage === 'answer') this.lastAnswers.add(milliseconds);
  }

  passagesRead({ reader, checker }: PassagesRead): void {
    this.#passagesRead.observe({ reader: 'small' }, reader);
    this.#passagesRead.observe({ reader: 'large' }, checker);
  }

  indexRun(outcome: RunOutcome, seconds: number): void {
    this.#runs.inc({ outcome });
    if (outcome === 'done') this.#runDurations.observe(seconds);
  }

  /** Discord answered a request with this HTTP status. */
  response(status: number): void {
    if (status === 429) this.rateLimited('refused');
    this.#answers.inc({ status: status === 429 ? '429' : `${Math.floor(status / 100)}xx` });
  }

  rateLimited(kind: RateLimit): void {
    this.#rateLimits.inc({ kind });
    this.#lastRateLimit = { count: (this.#lastRateLimit?.count ?? 0) + 1, last: new Date() };
  }

  reconnect(kind: Reconnect): void {
    this.#reconnects.inc({ kind });
  }

  /** How often Discord asked the bot to wait; undefined when it never did. */
  get rateLimits(): { readonly count: number; readonly last: Date } | undefined {
    return this.#lastRateLimit;
  }

  #counter(name: string, help: string, labels: Labels): Counter {
    const counter = new Counter({ name, help, labelNames: Object.keys(labels), registers: [this.registry] });
    for (const each of combinations(labels)) counter.inc(each, 0);
    return counter;
  }

  #histogram(name: string, help: string, buckets: number[], labels: Labels): Histogram {
    const registers = [this.registry];
    const histogram = new Histogram({ name, help, buckets, labelNames: Object.keys(labels), registers });
    for (const each of combinations(labels)) histogram.zero(each);
    return histogram;
  }
}

type Labels = Readonly<Record<string, readonly string[]>>;

/** Every value of each label with every value of the others. */
function combinations(labels: Labels): Record<string, string>[] {
  return Object.entries(labels).reduce<Record<string, string>[]>(
    (all, [name, values]) => all.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
    [{}],
  );
}
