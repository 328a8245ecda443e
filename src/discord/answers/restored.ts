import { createHash } from 'node:crypto';
import type { Answer, Quote } from '../../answer/quoting/answer.js';
import { cited } from '../../answer/quoting/quotes.js';
import { sliceOf } from '../../answer/quoting/slice.js';
import type { Askable } from '../../app/verbatim.js';
import type { Article } from '../../article/model/article.js';
import { memoize } from '../../runtime/memoize.js';
import type { ShownAnswer, ShownPlace } from '../../state/shown.js';
import type { Lost } from './answer.js';
import { type CheckedAnswer, withQuotes } from './checked-answer.js';

/** An answer in stored form: positions of its quotes, and a hash of each. */
export function rememberedAs(answer: Answer): Pick<ShownAnswer, 'kind' | 'confidence' | 'differ' | 'quotes'> {
  const { kind, confidence } = answer;
  const differ = kind !== 'nothing' && answer.differ ? { differ: true as const } : {};
  const quotes = answer.quotes.map(({ marks, also, ...quote }) => ({
    ...placeOf(quote),
    ...(marks && { marks: [...marks] }),
    ...(also && { also: also.map(placeOf) }),
  }));
  return { kind, confidence, ...differ, quotes };
}

function placeOf({ articleId, start, end, text, citation }: Quote): ShownPlace {
  return { article: articleId, start, end, hash: hashOf(text), number: citation.number, ...citation.locator };
}

/**
 * Restores a stored answer from the current articles: quotes that are still exact, and those that were lost. An article that
 * `articles` does not contain counts as gone.
 */
export function restored(shown: ShownAnswer, articles: Pick<Askable, 'source'>): CheckedAnswer {
  const { kind: outcome, confidence, differ, quotes: places, ...origin } = shown;
  const articleOf = memoize(articles.source);
  const lost: Lost[] = [];
  const quotes = places.flatMap(({ marks, also = [], ...place }): Quote[] => {
    const article = articleOf(place.article);
    const quote = quoteAt(place, article);
    if (!quote) {
      lost.push({ number: place.number, title: article && (article.title.trim() || article.id) });
      return [];
    }
    const still = also.flatMap((each) => quoteAt(each, articleOf(each.article)) ?? []);
    return [{ ...quote, ...(marks && { marks }), ...(still.length > 0 && { also: still }) }];
  });
  const answer = withQuotes({ kind: outcome, confidence, differ }, quotes);
  return { answer, origin, outcome, lost, isWhole: countOf(quotes) === countOf(places), articleOf };
}

function countOf(quotes: readonly { readonly also?: readonly unknown[] | undefined }[]): number {
  return quotes.reduce((sum, { also = [] }) => sum + 1 + also.length, 0);
}

function quoteAt(
  { article: id, start, end, hash, number, ...locator }: ShownPlace,
  article: Article | undefined,
): Quote | undefined {
  const slice = article && sliceOf(article, { start, end });
  if (!article || !slice?.text || hashOf(slice.text) !== hash) return undefined;
  return { articleId: id, ...slice, score: 0, citation: { number, article: cited(article), locator } };
}

/** A hash long enough to make collisions practically impossible. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
