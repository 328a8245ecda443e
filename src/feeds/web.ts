import { type Answer, ask, type Downloaded } from '../intake/download.js';
import { MAX_FILE } from '../intake/incoming.js';
import { IntakeError } from '../intake/intake-error.js';
import { allowed, type Reach } from '../intake/reach.js';
import type { Hosts } from './hosts.js';
import { asksNotToBeIndexed } from './noindex.js';
import { NotFetchedError } from './refusal.js';
import { MOST_ROBOTS, RobotsFiles } from './robots.js';

const ACCEPT =
  'text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, text/markdown, text/plain;q=0.9, */*;q=0.5';

/** The server's validators from the last request, with which it can tell whether anything has changed. */
export interface Validators {
  /** The address that they belong to: the last of the redirects. */
  readonly url: string;
  readonly etag?: string;
  readonly modified?: string;
}

export type Whole = { readonly kind: 'whole'; readonly validators: Validators } & Downloaded;

/** Fetches politely: obeys robots.txt at each redirect, and makes one request at a time to each host. */
export class Web {
  readonly #robots: RobotsFiles;

  constructor(
    private readonly reach: Reach,
    private readonly hosts: Hosts,
    private readonly signal: AbortSignal,
  ) {
    this.#robots = new RobotsFiles(
      (address) => this.#follow(address, { limit: MOST_ROBOTS }).then(textOf),
      (host, seconds) => hosts.slowDown(host, seconds),
    );
  }

  /** @throws IntakeError, NotFetchedError */
  async get(address: string, known?: Validators): Promise<Whole | { readonly kind: 'unchanged' }> {
    const answer = await this.#follow(allowed(address, this.reach), { limit: MAX_FILE, isForRobots: true, known });
    if (answer.kind !== 'whole') return { kind: 'unchanged' };
    if (asksNotToBeIndexed(answer)) throw new NotFetchedError('noindex');
    const [etag, modified] = [sendable(answer.headers.etag), sendable(answer.headers['last-modified'])];
    return { ...answer, validators: { url: answer.url.href, ...(etag && { etag }), ...(modified && { modified }) } };
  }

  async #follow(
    address: URL,
    options: { readonly limit: number; readonly isForRobots?: boolean; readonly known?: Validators | undefined },
  ): Promise<Exclude<Answer, { kind: 'elsewhere' }>> {
    let url = allowed(address, this.reach);
    for (let followed = 0; followed <= this.reach.redirects; followed++) {
      if (options.isForRobots) await this.#robots.check(url);
      const headers = { accept: ACCEPT, 'accept-encoding': 'gzip, deflate, br', ...conditions(url, options.known) };
      const own = { reach: this.reach, limit: options.limit, signal: this.signal, headers };
      const answer = await this.hosts.schedule(url.host, () => ask(url, own));
      if (answer.kind !== 'elsewhere') return answer;
      url = allowed(answer.location, this.reach, url);
    }
    throw new IntakeError('tooManyRedirects');
  }
}

function conditions(url: URL, known: Validators | undefined): Record<string, string> {
  if (known?.url !== url.href) return {};
  return {
    ...(known.etag && { 'if-none-match': known.etag }),
    ...(known.modified && { 'if-modified-since': known.modified }),
  };
}

/** A validator that can be sent in a header. */
function sendable(header: string | undefined): string | undefined {
  return header && /^[\x20-\x7e]{1,300}$/.test(header) ? header : undefined;
}

function textOf(answer: Exclude<Answer, { kind: 'elsewhere' }>): string {
  return answer.kind === 'whole' ? answer.bytes.toString('utf8') : '';
}
