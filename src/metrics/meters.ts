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

/** Upper bounds of histogram buckets, in seconds. */
const STAGE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const QUESTION_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 30, 60];
/** Upper bounds, in passages. */
const PASSAGE_BUCKETS = [0, 1, 2, 4, 8, 12, 16];
const RUN_BUCKETS = [1, 5, 15, 60, 300, 900, 3_600, 14_400];

/**
 * Counters and histograms of this process, for Prometheus and `/doctor`. Labels have only fixed values: they never name a
 * person, server, channel, article or question. Every series exists from the start, so that rates begin at zero.
 */
export class Meters {
  readonly registry = new Registry();
  readonly since = new Date();
  /** Durations of recent answers. */
  readonly lastAnswers = new RecentDurations();
  #lastRateLimit: { readonly count: number; readonly last: Date } | undefined;

  readonly #questions = this.#counter(
    'verbatim_questions_total',
    'Questions by how they were asked and their outcome',
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
    'From receiving a question to delivering its answer; only questions answered or without an answer',
    QUESTION_BUCKETS,
    { way: WAYS },
  );
  readonly #stages = this.#histogram(
    'verbatim_stage_duration_seconds',
    'Duration of each stage of answering',
    STAGE_BUCKETS,
    {
      stage: STAGES,
    },
  );
  readonly #passagesRead = this.#histogram(
    'verbatim_passages_read',
    'Passages read for a question by the small reader, and checked by the large reader',
    PASSAGE_BUCKETS,
    { reader: READERS },
  );
  readonly #late = this.#counter(
    'verbatim_interactions_late_total',
    'Interactions that arrived too late to be acknowledged',
    {},
  );
  readonly #runs = this.#counter('verbatim_index_runs_total', 'Index runs of this process by outcome', {
    outcome: RUN_OUTCOMES,
  });
  readonly #runDurations = this.#histogram(
    'verbatim_index_run_duration_seconds',
    'Duration of completed index runs',
    RUN_BUCKETS,
    {},
  );
  readonly #answers = this.#counter('verbatim_discord_responses_total', 'Responses of Discord’s API by status', {
    status: ANSWERS,
  });
  readonly #rateLimits = this.#counter(
    'verbatim_discord_rate_limits_total',
    'Rate limits of Discord that were reached',
    {
      kind: RATE_LIMITS,
    },
  );
  readonly #reconnects = this.#counter('verbatim_gateway_reconnects_total', 'Reconnects to Discord’s gateway', {
    kind: RECONNECTS,
  });

  /** Adds Node's process metrics: memory, CPU, garbage collection, event loop delay. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** `seconds` since the question was received. */
  question(way: Way, outcome: Outcome, seconds: number): void {
    this.#questions.inc({ way, outcome });
    if (outcome === 'answered' || outcome === 'closest' || outcome === 'nothing') {
      this.#durations.observe({ way }, seconds);
    }
  }

  /** Counts an interaction that arrived too late to be acknowledged. */
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

  /** Counts a response of Discord's API. */
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

  /** How often a rate limit was reached, and when last; undefined if never. */
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

/** All combinations of label values. */
function combinations(labels: Labels): Record<string, string>[] {
  return Object.entries(labels).reduce<Record<string, string>[]>(
    (all, [name, values]) => all.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
    [{}],
  );
}
