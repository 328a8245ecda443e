import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultRestOptions, RESTJSONErrorCodes, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];
type Init = Parameters<MakeRequest>[1];
type Answer = Awaited<ReturnType<MakeRequest>>;

/** Discord did not answer in time. Whether it carried out the request is unknown. */
export class UnansweredError extends Error {
  constructor(cause: unknown) {
    super('Discord did not answer in time', { cause });
    this.name = 'UnansweredError';
  }
}

/** How a request is retried. Times are in milliseconds. */
interface RetryPolicy {
  /** No attempt begins after this time. */
  readonly retryFor: number;
  /** Timeouts of the first attempt and of later ones. */
  readonly first: number;
  readonly later: number;
  /** Longest pause between attempts. The first pause is 100 ms; each is twice the previous one. */
  readonly pause: number;
  /** Whether to repeat an attempt with an unknown result. */
  readonly repeatable: boolean;
}

/** Acknowledgements are valid for three seconds. A slow one may have been accepted nevertheless. */
const CALLBACK: RetryPolicy = { retryFor: 2_700, first: 1_500, later: 10_000, pause: 300, repeatable: true };
/** Answers are worth waiting for, since most of Discord's outages are short. */
const ANSWER: RetryPolicy = { retryFor: 180_000, first: 15_000, later: 15_000, pause: 10_000, repeatable: true };
const READING: RetryPolicy = { retryFor: 1_500, first: 15_000, later: 15_000, pause: 10_000, repeatable: true };
/** A repeated post without a nonce could appear twice. */
const ONCE: RetryPolicy = { retryFor: 1_500, first: 15_000, later: 15_000, pause: 10_000, repeatable: false };

/** Time limit for the client library, longer than all attempts together. */
export const LONGEST_REQUEST = ANSWER.retryFor + ANSWER.later + 5_000;

const FIRST_PAUSE = 100;

const CALLBACK_PATH = /\/interactions\/\d+\/[^/]+\/callback(?:\?|$)/;
/** Errors after which the request certainly did not reach Discord. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Makes requests survive short outages. A request that got a 5xx response, was cut off or was not answered is repeated with
 * growing pauses, as long as that is useful and can't do anything twice. If Discord already has an acknowledgement from an
 * attempt whose response was lost, it counts as done.
 */
export function persistent(make: MakeRequest = DefaultRestOptions.makeRequest): MakeRequest {
  return async (url, init) => {
    const how = retryPolicyOf(url, init);
    const began = Date.now();
    let pause = FIRST_PAUSE;
    for (let tries = 1; ; tries++) {
      const outcome = await attempt(make, url, init, tries === 1 ? how.first : how.later);
      if ('answer' in outcome && outcome.answer.status < 500) {
        return how === CALLBACK && tries > 1 ? acknowledged(outcome.answer) : outcome.answer;
      }
      // Only Discord knows whether an acknowledgement arrived, so one more attempt is always useful.
      const isUnclear = how === CALLBACK && tries === 1 && 'error' in outcome;
      const isOver = init.signal?.aborted || (!isUnclear && Date.now() - began + pause > how.retryFor);
      const mayRepeat = how.repeatable || 'answer' in outcome || NOT_SENT.has(codeOf(outcome.error));
      if (isOver || !mayRepeat) {
        if ('answer' in outcome) return outcome.answer;
        throw outcome.error;
      }
      // An unread body would keep its connection open.
      if ('answer' in outcome) await outcome.answer.arrayBuffer().catch(() => undefined);
      await sleep(pause * (0.5 + Math.random() / 2));
      pause = Math.min(2 * pause, how.pause);
    }
  };
}

type Outcome = { readonly answer: Answer } | { readonly error: unknown };

async function attempt(make: MakeRequest, url: string, init: Init, limit: number): Promise<Outcome> {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new Error(`not answered within ${limit} ms`));
  // A response may have arrived while this thread was busy; it is read first.
  const timer = setTimeout(() => setImmediate(() => setImmediate(giveUp)), limit);
  init.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return { answer: await make(url, { ...init, signal: controller.signal }) };
  } catch (error) {
    return { error: controller.signal.aborted ? new UnansweredError(controller.signal.reason) : error };
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener('abort', giveUp);
  }
}

function retryPolicyOf(url: string, { method, body }: Init): RetryPolicy {
  if (CALLBACK_PATH.test(url)) return CALLBACK;
  if (method === undefined || method === 'GET') return READING;
  if (method !== 'POST') return ANSWER;
  return typeof body === 'string' && body.includes('"enforce_nonce":true') ? ANSWER : ONCE;
}

/** The response, but "already acknowledged" counts as success, since an earlier attempt did it. */
async function acknowledged(answer: Answer): Promise<Answer> {
  if (answer.status !== 400) return answer;
  const text = await answer.text();
  const isDone = codeIn(text) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
  return isDone ? new Response(null, { status: 204 }) : new Response(text, answer as ResponseInit);
}

function codeIn(text: string): unknown {
  try {
    return JSON.parse(text).code;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code ?? cause?.code ?? '';
}
