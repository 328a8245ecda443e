import { decodeMarkup } from '../article/text/encoding.js';
import { FeedBringer } from './feed-fetcher.js';

import { Register, type Tools } from './fetch-log.js';
import type { FetchedAddress } from './fetch-report.js';
import { pageIn, store, type Wanted } from './store.js';

/** Fetches addresses of lists, and what feeds among them name. */
export class Bringer {
  readonly #register: Register;
  readonly #feeds: FeedBringer;

  constructor(private readonly tools: Tools) {
    this.#register = new Register(tools);
    this.#feeds = new FeedBringer(tools, this.#register);
  }

  /** An address of a list: a page, a file, or a feed, which is followed by its new items. @throws faults of the machine */
  async bring(wanted: Wanted): Promise<FetchedAddress[]> {
    const settled = await this.#register.settled(wanted);
    if (settled) return [settled];
    try {
      return await this.#fetch(wanted);
    } catch (cause) {
      return [this.#register.failed(wanted, cause)];
    }
  }

  async #fetch(wanted: Wanted): Promise<FetchedAddress[]> {
    const { feeds, memory, shelf, web } = this.tools;
    const { list, address } = wanted;
    const known = memory.get(list, address);
    const got = await web.get(address, known?.validators);
    if (got.kind === 'unchanged') {
      this.#register.unchanged(wanted);
      const own = this.#register.tell(wanted, 'unchanged', known?.file ? { file: known.file } : {});
      return [own, ...(known?.file ? [] : await this.#feeds.retry(wanted))];
    }
    const feed = await feeds.read(decodeMarkup(got.bytes, got.charset), got.url.href);
    if (!feed) {
      const { outcome, file } = await store(this.tools, wanted, pageIn(got), got.validators);
      return [this.#register.tell(wanted, outcome, { file })];
    }
    // It was a page before: that is nothing that the list names any more.
    if (known?.file) await shelf.takeOut(known.file);
    const { brought, left } = await this.#feeds.news(wanted, feed);
    // While there is more to fetch, the feed has to be read again though it says nothing new.
    memory.set({ list, address, tried: Date.now(), failures: 0, ...(left === 0 && { validators: got.validators }) });
    const reason = left > 0 ? { reason: `Items that wait for the next run: ${left}.` } : {};
    return [this.#register.tell(wanted, 'unchanged', { items: feed.items.length, ...reason }), ...brought];
  }
}
