import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultRestOptions, RESTJSONErrorCodes, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];
type Init = Parameters<MakeRequest>[1];
type Answer = Awaited<ReturnType<MakeRequest>>;

/** Discord did not answer a request in time; whether it was carried out, nobody knows. */
export class UnansweredError extends Error {
  constructor(cause: unknown) {
    super('Discord did not answer in time', { cause });
    this.name = 'UnansweredError';
  }
}

/** How long a request is tried, in milliseconds. */
interface Persistence {
  /** After this, no new try is made. */
  readonly patience: number;
  /** A try may take as long as this, the first and those after it. */
  readonly first: number;
  readonly later: number;
  /** Milliseconds between two tries at the most; the first pause is a tenth of a second, and each is twice the one before. */
  readonly pause: number;
  /** Whether a try of which nobody knows what became of it may be made again. */
  readonly repeatable: boolean;
}

/** An acknowledgement is of use for three seconds; one that is slow to be answered may have got there all the same. */
const CALLBACK: Persistence = { patience: 2_700, first: 1_500, later: 10_000, pause: 300, repeatable: true };
/** An answer is worth waiting for: Discord's outages are mostly short. */
const ANSWER: Persistence = { patience: 180_000, first: 15_000, later: 15_000, pause: 10_000, repeatable: true };
const READING: Persistence = { patience: 1_500, first: 15_000, later: 15_000, pause: 10_000, repeatable: true };
/** What is posted without a nonce would be there twice. */
const ONCE: Persistence = { patience: 1_500, first: 15_000, later: 15_000, pause: 10_000, repeatable: false };

/** Longer than all of this takes: the client library's own time limit for a request. */
export const LONGEST_REQUEST = ANSWER.patience + ANSWER.later + 5_000;

const FIRST_PAUSE = 100;

const CALLBACK_PATH = /\/interactions\/\d+\/[^/]+\/callback(?:\?|$)/;
/** The request has not got to Discord. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Makes requests that outlast short outages: answered with 5xx, cut off, or not answered at all, they are made again with
 * growing pauses, as long as that is of use and can't do anything twice. An acknowledgement that Discord has already, from a
 * try whose answer was lost, counts as done.
 */
export function persistent(make: MakeRequest = DefaultRestOptions.makeRequest): MakeRequest {
  return async (url, init) => {
    const how = persistenceOf(url, init);
    const began = Date.now();
    let pause = FIRST_PAUSE;
    for (let tries = 1; ; tries++) {
      const outcome = await attempt(make, url, init, tries === 1 ? how.first : how.later);
      if ('answer' in outcome && outcome.answer.status < 500) {
        return how === CALLBACK && tries > 1 ? acknowledged(outcome.answer) : outcome.answer;
      }
      // Only Discord can tell whether an acknowledgement got there: asking once more is of use at any time.
      const isUnclear = how === CALLBACK && tries === 1 && 'error' in outcome;
      const isOver = init.signal?.aborted || (!isUnclear && Date.now() - began + pause > how.patience);
      const mayRepeat = how.repeatable || 'answer' in outcome || NOT_SENT.has(codeOf(outcome.error));
      if (isOver || !mayRepeat) {
        if ('answer' in outcome) return outcome.answer;
        throw outcome.error;
      }
      // What is not read keeps its connection.
      if ('answer' in outcome) await outcome.answer.arrayBuffer().catch(() => undefined);
      await sleep(pause * (0.5 + Math.random() / 2));
      pause = Math.min(2 * pause, how.pause);
    }
  };
}

type Outcome = { readonly answer: Answer } | { readonly error: unknown };

async function attempt(make: MakeRequest, url: string, init: Init, limit: number): Promise<Outcome> {
  const given = new AbortController();
  const giveUp = () => given.abort(new Error(`not answered within ${limit} ms`));
  // An answer may have come while this thread was busy: it is read first.
  const timer = setTimeout(() => setImmediate(() => setImmediate(giveUp)), limit);
  init.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return { answer: await make(url, { ...init, signal: given.signal }) };
  } catch (error) {
    return { error: given.signal.aborted ? new UnansweredError(given.signal.reason) : error };
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener('abort', giveUp);
  }
}

function persistenceOf(url: string, { method, body }: Init): Persistence {
  if (CALLBACK_PATH.test(url)) return CALLBACK;
  if (method === undefined || method === 'GET') return READING;
  if (method !== 'POST') return ANSWER;
  return typeof body === 'string' && body.includes('"enforce_nonce":true') ? ANSWER : ONCE;
}

/** The same, but a refusal because of an earlier try of ours is none. */
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
