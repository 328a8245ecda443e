import { z } from 'zod';
import { parseUrl } from '../../../runtime/urls.js';
import type { GivenMeta } from '../../model/raw-article.js';

/** Longest script that is parsed, in characters, and maximum number of things examined. */
const MAX_SCRIPT = 500_000;
const MAX_THINGS = 2_000;
const ARTICLE = /(?:Article|BlogPosting|Posting|Report|Review|Story)$/;
const PAGE = /(?:^|\/)(?:WebPage|ItemPage|AboutPage|FAQPage|Book|Chapter|CreativeWork)$/;

const words = z
  .union([z.string(), z.object({ '@value': z.string() }).transform((value) => value['@value'])])
  .optional()
  .catch(undefined);
const listed = z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(z.unknown())).catch([]);

/** A schema.org thing, reduced to the fields used here; unexpected values are dropped. */
const Thing = z.object({
  '@id': words,
  '@type': listed.transform((types) => types.filter((type) => typeof type === 'string')),
  headline: words,
  name: words,
  author: listed,
  publisher: listed,
  datePublished: words,
  inLanguage: z
    .preprocess((value) => (Array.isArray(value) ? value[0] : value), z.unknown())
    .transform((value) =>
      typeof value === 'string' ? value : words.parse((value as { alternateName?: unknown })?.alternateName),
    )
    .catch(undefined),
  url: words,
  mainEntityOfPage: listed,
});
type Thing = z.infer<typeof Thing>;

/**
 * The metadata of a page's article in its JSON-LD. Of several articles, uses the one with the page's address, otherwise the first.
 * @param scripts contents of the page's `application/ld+json` scripts; invalid JSON is skipped.
 */
export function linkedData(scripts: readonly string[], url: string | undefined): GivenMeta {
  const things = scripts.flatMap(thingsIn).slice(0, MAX_THINGS);
  const byId = new Map(things.flatMap((thing) => (thing['@id'] ? [[thing['@id'], thing] as const] : [])));
  const ofType = (pattern: RegExp) => things.filter((thing) => thing['@type'].some((type) => pattern.test(type)));
  const articles = ofType(ARTICLE);
  const article =
    articles.find((each) => isAt(each, url)) ?? articles[0] ?? ofType(PAGE).find((each) => isAt(each, url));
  if (!article) return { publisher: ofType(/(?:^|\/)WebSite$/)[0]?.name };
  return {
    title: article.headline ?? article.name,
    publisher: namesOf(article.publisher, byId)[0] ?? ofType(/(?:^|\/)WebSite$/)[0]?.name,
    author: namesOf(article.author, byId).join(', ') || undefined,
    publishedAt: article.datePublished,
    url: addressesOf(article).find((each) => /^https?:/i.test(each)),
    language: article.inLanguage,
  };
}

function thingsIn(script: string): Thing[] {
  if (script.length > MAX_SCRIPT) return [];
  let value: unknown;
  try {
    value = JSON.parse(
      script.replace(/^\s*(?:\/\/)?\s*(?:<!\[CDATA\[|<!--)/, '').replace(/(?:\/\/)?\s*(?:\]\]>|-->)\s*$/, ''),
    );
  } catch {
    return [];
  }
  const found: Thing[] = [];
  // Graphs and lists may be nested, so every value found is put into the queue.
  for (const queue = [value]; queue.length > 0 && found.length < MAX_THINGS; ) {
    const next = queue.shift();
    if (Array.isArray(next)) queue.push(...next.slice(0, MAX_THINGS));
    else if (typeof next === 'object' && next !== null) {
      const parsed = Thing.safeParse(next);
      if (parsed.success) found.push(parsed.data);
      if ('@graph' in next) queue.push(next['@graph']);
      if ('mainEntity' in next) queue.push(next.mainEntity);
    }
  }
  return found;
}

function addressesOf({ url, mainEntityOfPage, '@id': id }: Thing): string[] {
  const pages = mainEntityOfPage.map((page) => (typeof page === 'string' ? page : Thing.safeParse(page).data?.['@id']));
  return [url, ...pages, id].filter((each) => each !== undefined);
}

function isAt(thing: Thing, url: string | undefined): boolean {
  return url !== undefined && addressesOf(thing).some((each) => bare(each) === bare(url));
}

function bare(url: string): string {
  return url.replace(/[#?].*$/, '').replace(/\/$/, '');
}

/** Names of people or organisations, given as strings, as things, or as references to things elsewhere on the page. */
function namesOf(given: readonly unknown[], byId: ReadonlyMap<string, Thing>): string[] {
  const names = given.map((each) => {
    if (typeof each === 'string') return byId.get(each)?.name ?? each;
    const thing = Thing.safeParse(each).data;
    return thing?.name ?? (thing?.['@id'] && byId.get(thing['@id'])?.name);
  });
  return [...new Set(names)].filter(
    (name): name is string => typeof name === 'string' && name.trim() !== '' && !parseUrl(name),
  );
}
