import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Changes } from '../world/changes.js';
import { type Body, readBody } from './body.js';
import { FileStore, type Upload } from './files.js';
import type { ApiDescription } from './openapi.js';

export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Files sent with the body, by number. */
  readonly files: ReadonlyMap<number, Upload>;
  /** Whether the response reached the caller, as far as can be known: not if the caller hung up first, or a mishap lost it. */
  readonly isHeard: () => boolean;
}

/** The response of a route; 204 if there is no body. */
export type Reply = { readonly status?: number; readonly body?: unknown };

export interface Route {
  readonly method: string;
  /** As in the API's description. */
  readonly path: string;
  /** Whether it needs the bot's token; other routes have their own token in the path. */
  readonly authenticated: boolean;
  handle(call: Call): Reply;
}

/** A refusal by Discord; `isFault` if the bot should never have sent the request. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly isFault: boolean,
  ) {
    super(message);
  }
}

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
}

/** A response for the next matching requests, whatever they ask. */
export interface Refusal {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  readonly code?: number;
  readonly headers?: Readonly<Record<string, string>>;
  times: number;
}

/** Something that goes wrong with a request. */
export interface Mishap {
  /** Additional delay in milliseconds. */
  readonly delay?: number;
  /** Whether the request is carried out anyway, so that only its response is lost. */
  readonly carriedOut?: boolean;
  /** What replaces the response: an HTTP error, a closed connection, or no response at all. */
  readonly instead?: Pick<Refusal, 'status' | 'headers'> | 'cut' | 'silence';
}

/** Decides what goes wrong with each request; undefined if nothing does. */
type Weather = (method: string, path: string) => Mishap | undefined;

/** Holds the first matching request until it is released. */
export interface Gate {
  /** Resolves when a request is waiting. */
  readonly reached: Promise<void>;
  release(): void;
}

const BASE = /^\/api\/v10(?=\/)/;

/** Discord's REST API over real HTTP: finds the route, validates requests and responses, and keeps a record. */
export class RestServer {
  readonly server: Server;
  readonly requests: Recorded[] = [];
  /** What the bot did that Discord would have refused. */
  readonly violations: string[] = [];
  readonly refusals: Refusal[] = [];
  weather: Weather = () => undefined;
  readonly routes: Route[] = [];
  readonly files = new FileStore();
  readonly #gates: { method: string; path: RegExp; reach: () => void; released: Promise<void> }[] = [];

  constructor(
    private readonly token: string,
    private readonly changes: Changes,
    private readonly description: ApiDescription | undefined,
  ) {
    this.server = createServer((request, response) => void this.#serve(request, response));
  }

  hold(method: string, path: RegExp): Gate {
    let reach = () => {};
    let release = () => {};
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#gates.push({ method, path, reach, released });
    return { reached, release };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const { authorization } = request.headers;
    const isHeard = () => !response.destroyed || response.writableFinished;
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const path = decodeURIComponent(url.pathname.replace(BASE, ''));
    const file = method === 'GET' ? this.files.at(url.pathname) : undefined;
    if (file) {
      response.writeHead(200, { 'content-type': file.contentType, 'content-length': file.content.length });
      response.end(file.content);
      return;
    }
    let body: unknown;
    let reply: Reply & { headers?: Readonly<Record<string, string>> };
    try {
      const sent = await readBody(request);
      body = sent.json;
      const gate = this.#gates.findIndex((each) => each.method === method && each.path.test(path));
      const [held] = gate < 0 ? [] : this.#gates.splice(gate, 1);
      held?.reach();
      await held?.released;
      const mishap = this.weather(method, path);
      if (mishap?.delay) await sleep(mishap.delay);
      if (mishap?.instead) {
        if (mishap.carriedOut)
          this.#answer(method, path, url.searchParams, { ...sent, isHeard: () => false }, authorization);
        this.#fail(response, mishap.instead);
        this.requests.push({
          method,
          path,
          body,
          status: typeof mishap.instead === 'string' ? 0 : mishap.instead.status,
        });
        this.changes.notify();
        return;
      }
      const refusal = this.refusals.find((each) => each.times > 0 && each.method === method && each.path.test(path));
      if (refusal) {
        refusal.times -= 1;
        const { status, code = 0, headers = {} } = refusal;
        reply = { status, headers, body: { message: 'refused by the test', code, retry_after: 0.05, global: false } };
      } else reply = this.#answer(method, path, url.searchParams, { ...sent, isHeard }, authorization);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.isFault) this.violations.push(`${method} ${path}: ${error.message}`);
      reply = { status: error.status, body: { message: error.message, code: error.code } };
    }
    const status = reply.status ?? (reply.body === undefined ? 204 : 200);
    this.requests.push({ method, path, body, status });
    const type = reply.body === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...reply.headers });
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
    this.changes.notify();
  }

  #fail(response: ServerResponse, instead: NonNullable<Mishap['instead']>): void {
    if (instead === 'silence') return;
    if (instead === 'cut') {
      response.socket?.destroy();
      return;
    }
    const { status, headers = {} } = instead;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(
      JSON.stringify({
        message: 'a fault on the way',
        code: 0,
        retry_after: 0.05,
        global: 'x-ratelimit-global' in headers,
      }),
    );
  }

  #answer(
    method: string,
    path: string,
    query: URLSearchParams,
    sent: Body & Pick<Call, 'isHeard'>,
    authorization?: string,
  ): Reply {
    const { json: body, files, isHeard } = sent;
    for (const route of this.routes.filter((each) => each.method === method)) {
      const params = match(route.path, path);
      if (!params) continue;
      if (route.authenticated && authorization !== `Bot ${this.token}`) {
        throw new ApiError(401, 0, '401: Unauthorized', false);
      }
      const faults = this.description?.requestFaults(method, route.path, body) ?? [];
      if (faults.length > 0) throw new ApiError(400, 50035, `Invalid Form Body: ${faults.join('; ')}`, true);
      const reply = route.handle({ params, query, body, files, isHeard });
      const status = reply.status ?? (reply.body === undefined ? 204 : 200);
      const own = this.description?.responseFaults(method, route.path, status, reply.body) ?? [];
      if (own.length > 0) this.violations.push(`the stand-in itself: ${method} ${path}: ${own.join('; ')}`);
      return reply;
    }
    throw new ApiError(404, 0, `404: Not Found (${method} ${path})`, true);
  }
}

function match(template: string, path: string): Record<string, string> | undefined {
  const pattern = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const found = new RegExp(`^${pattern}$`).exec(path);
  return found ? { ...found.groups } : undefined;
}
