import type { Feed, FeedItem } from './feed.js';
import { failureOf, isBusy, type Register, type Tools } from './fetch-log.js';
import type { FetchedAddress } from './fetch-report.js';
import { fileOf, type Page } from './fetched-files.js';
import { lengthInFeed, pageOf } from './item-page.js';
import { isPassing, NotFetchedError, reasonOf } from './refusal.js';
import { pageIn, store, type Wanted } from './store.js';

/** Items of one feed that are fetched in one run; the others wait for the next. */
const MOST_NEW = 50;

/** Fetches the articles that feeds name. */
export class FeedBringer {
  constructor(
    private readonly tools: Tools,
    private readonly register: Register,
  ) {}

  /** What is new in a feed; `left` says how many items wait for another run. */
  async news(wanted: Wanted, feed: Feed): Promise<{ readonly brought: FetchedAddress[]; readonly left: number }> {
    const due: FeedItem[] = [];
    for (const item of feed.items) if (await this.#isDue(wanted, item)) due.push(item);
    const begun = due.slice(0, MOST_NEW);
    const brought = await Promise.all(begun.map((item) => this.#item(itemOf(wanted, item), item, feed)));
    const waiting = brought.filter(({ outcome }) => outcome === 'waiting').length;
    return { brought, left: due.length - begun.length + waiting };
  }

  /** Items whose pages could not be had before, of a feed that says nothing new. */
  async retry(wanted: Wanted): Promise<FetchedAddress[]> {
    const due = this.tools.memory.of(wanted.list, wanted.address).filter((each) => this.register.isToBeRetried(each));
    return Promise.all(
      due.slice(0, MOST_NEW).map(({ address, version = '' }) => {
        const item = { key: address, version, link: address };
        return this.#item(itemOf(wanted, item), item);
      }),
    );
  }

  async #isDue(wanted: Wanted, { key, version }: FeedItem): Promise<boolean> {
    const known = this.tools.memory.get(wanted.list, key);
    if (!known) return true;
    if (known.file && !(await this.tools.shelf.has(known.file))) return false;
    return known.version !== version || this.register.isToBeRetried(known);
  }

  /** The whole article that an item names, or, where that can't be had, what the feed holds of it. */
  async #item(wanted: Wanted, item: FeedItem, feed?: Feed): Promise<FetchedAddress> {
    const settled = await this.register.settled(wanted);
    if (settled) return settled;
    try {
      if (!item.link) throw new NotFetchedError('noPage');
      const got = await this.tools.web.get(item.link);
      if (got.kind !== 'whole') throw new NotFetchedError('noPage');
      const page = pageIn(got);
      await this.#mustBeWhole(wanted, page, item);
      const { outcome, file } = await store(this.tools, wanted, page, got.validators);
      return this.register.tell(wanted, outcome, { file });
    } catch (cause) {
      const own = feed && !isBusy(cause) && !this.tools.signal.aborted ? pageOf(item, feed) : undefined;
      if (!own) return this.register.failed(wanted, cause);
      return this.#fromFeed(wanted, { bytes: own, ending: '.html' }, item.link ?? wanted.feed ?? '', cause);
    }
  }

  async #fromFeed(wanted: Wanted, page: Page, url: string, cause: unknown): Promise<FetchedAddress> {
    const reason = reasonOf(cause);
    try {
      const { outcome, file } = await store(this.tools, wanted, page, { url });
      const stored = this.tools.memory.get(wanted.list, wanted.address);
      if (stored && isPassing(cause)) this.tools.memory.set({ ...stored, ...failureOf(stored, cause) });
      return this.register.tell(wanted, outcome, { file, isFromFeed: true, reason });
    } catch (unreadable) {
      reasonOf(unreadable);
      return this.register.failed(wanted, cause);
    }
  }

  /** @throws NotFetchedError when the page shows much less than the feed: a teaser, or a wall for cookies */
  async #mustBeWhole(wanted: Wanted, page: Page, item: FeedItem): Promise<void> {
    const articles = await this.tools.shelf.articlesIn(fileOf(wanted.folder, wanted.address, page.ending), page.bytes);
    const length = articles.reduce((sum, article) => sum + article.length, 0);
    if (length < lengthInFeed(item) / 2) throw new NotFetchedError('lessThanFeed');
  }
}

function itemOf({ list, folder, address }: Wanted, { key, version }: Pick<FeedItem, 'key' | 'version'>): Wanted {
  return { list, folder, address: key, feed: address, version };
}
