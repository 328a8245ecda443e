import { decodeMarkup } from '../article/text/encoding.js';
import { FeedFetcher } from './feed-fetcher.js';
import type { FetchedAddress } from './fetch-report.js';
import { Outcomes, type Tools } from './outcomes.js';
import { pageIn, store, type Wanted } from './store.js';

/** Fetches the addresses of lists, and the items of feeds among them. */
export class Fetcher {
  readonly #outcomes: Outcomes;
  readonly #feeds: FeedFetcher;

  constructor(private readonly tools: Tools) {
    this.#outcomes = new Outcomes(tools);
    this.#feeds = new FeedFetcher(tools, this.#outcomes);
  }

  /** Fetches an address of a list: a page, a file, or a feed with its new items. @throws faults of the machine */
  async fetch(wanted: Wanted): Promise<FetchedAddress[]> {
    const settled = await this.#outcomes.settled(wanted);
    if (settled) return [settled];
    try {
      return await this.#fetch(wanted);
    } catch (cause) {
      return [this.#outcomes.failed(wanted, cause)];
    }
  }

  async #fetch(wanted: Wanted): Promise<FetchedAddress[]> {
    const { feeds, log, files, web } = this.tools;
    const { list, address } = wanted;
    const known = log.get(list, address);
    const got = await web.get(address, known?.validators);
    if (got.kind === 'unchanged') {
      this.#outcomes.unchanged(wanted);
      const own = this.#outcomes.report(wanted, 'unchanged', known?.file ? { file: known.file } : {});
      return [own, ...(known?.file ? [] : await this.#feeds.retry(wanted))];
    }
    const feed = await feeds.read(decodeMarkup(got.bytes, got.charset), got.url.href);
    if (!feed) {
      const { outcome, file } = await store(this.tools, wanted, pageIn(got), got.validators);
      return [this.#outcomes.report(wanted, outcome, { file })];
    }
    // The address was a page before, which the list no longer names.
    if (known?.file) await files.remove(known.file);
    const { fetched, left } = await this.#feeds.news(wanted, feed);
    // While items wait, the feed must be read again even if it has not changed.
    log.set({ list, address, tried: Date.now(), failures: 0, ...(left === 0 && { validators: got.validators }) });
    const reason = left > 0 ? { reason: `Items waiting for the next run: ${left}.` } : {};
    return [this.#outcomes.report(wanted, 'unchanged', { items: feed.items.length, ...reason }), ...fetched];
  }
}
