import type { Feed, FeedItem } from './feed.js';
import type { FetchedAddress } from './fetch-report.js';
import { fileOf, type Page } from './fetched-files.js';
import { lengthInFeed, pageOf } from './item-page.js';
import { failureOf, isBusy, type Outcomes, type Tools } from './outcomes.js';
import { isPassing, NotFetchedError, reasonOf } from './refusal.js';
import { pageIn, store, type Wanted } from './store.js';

/** The most items of one feed that are fetched in one run; the others wait for the next run. */
const MOST_NEW = 50;

/** Fetches the articles that feeds name. */
export class FeedFetcher {
  constructor(
    private readonly tools: Tools,
    private readonly outcomes: Outcomes,
  ) {}

  /** Fetches the new items of a feed; `left` says how many wait for another run. */
  async news(wanted: Wanted, feed: Feed): Promise<{ readonly fetched: FetchedAddress[]; readonly left: number }> {
    const due: FeedItem[] = [];
    for (const item of feed.items) if (await this.#isDue(wanted, item)) due.push(item);
    const begun = due.slice(0, MOST_NEW);
    const fetched = await Promise.all(begun.map((item) => this.#item(itemOf(wanted, item), item, feed)));
    const waiting = fetched.filter(({ outcome }) => outcome === 'waiting').length;
    return { fetched, left: due.length - begun.length + waiting };
  }

  /** Fetches items again whose pages were not available before; the feed itself is unchanged. */
  async retry(wanted: Wanted): Promise<FetchedAddress[]> {
    const due = this.tools.log.of(wanted.list, wanted.address).filter((each) => this.outcomes.isToBeRetried(each));
    return Promise.all(
      due.slice(0, MOST_NEW).map(({ address, version = '' }) => {
        const item = { key: address, version, link: address };
        return this.#item(itemOf(wanted, item), item);
      }),
    );
  }

  async #isDue(wanted: Wanted, { key, version }: FeedItem): Promise<boolean> {
    const known = this.tools.log.get(wanted.list, key);
    if (!known) return true;
    if (known.file && !(await this.tools.files.has(known.file))) return false;
    return known.version !== version || this.outcomes.isToBeRetried(known);
  }

  /** The complete article that an item names or, if it is not available, the part that the feed contains. */
  async #item(wanted: Wanted, item: FeedItem, feed?: Feed): Promise<FetchedAddress> {
    const settled = await this.outcomes.settled(wanted);
    if (settled) return settled;
    try {
      if (!item.link) throw new NotFetchedError('noPage');
      const got = await this.tools.web.get(item.link);
      if (got.kind !== 'whole') throw new NotFetchedError('noPage');
      const page = pageIn(got);
      await this.#mustBeWhole(wanted, page, item);
      const { outcome, file } = await store(this.tools, wanted, page, got.validators);
      return this.outcomes.report(wanted, outcome, { file });
    } catch (cause) {
      const own = feed && !isBusy(cause) && !this.tools.signal.aborted ? pageOf(item, feed) : undefined;
      if (!own) return this.outcomes.failed(wanted, cause);
      return this.#fromFeed(wanted, { bytes: own, ending: '.html' }, item.link ?? wanted.feed ?? '', cause);
    }
  }

  async #fromFeed(wanted: Wanted, page: Page, url: string, cause: unknown): Promise<FetchedAddress> {
    const reason = reasonOf(cause);
    try {
      const { outcome, file } = await store(this.tools, wanted, page, { url });
      const stored = this.tools.log.get(wanted.list, wanted.address);
      if (stored && isPassing(cause)) this.tools.log.set({ ...stored, ...failureOf(stored, cause) });
      return this.outcomes.report(wanted, outcome, { file, isFromFeed: true, reason });
    } catch (unreadable) {
      reasonOf(unreadable);
      return this.outcomes.failed(wanted, cause);
    }
  }

  /** @throws NotFetchedError when the page shows much less than the feed: a teaser, or a cookie wall */
  async #mustBeWhole(wanted: Wanted, page: Page, item: FeedItem): Promise<void> {
    const articles = await this.tools.files.articlesIn(fileOf(wanted.folder, wanted.address, page.ending), page.bytes);
    const length = articles.reduce((sum, article) => sum + article.length, 0);
    if (length < lengthInFeed(item) / 2) throw new NotFetchedError('lessThanFeed');
  }
}

function itemOf({ list, folder, address }: Wanted, { key, version }: Pick<FeedItem, 'key' | 'version'>): Wanted {
  return { list, folder, address: key, feed: address, version };
}
