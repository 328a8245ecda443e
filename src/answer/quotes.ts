import type { Article } from '../article/types.js';
import { indexTerms } from '../search/terms.js';
import type { ScoredSentence } from './rank.js';
import type { CitedArticle, Quote } from './types.js';

/** Quotes in an answer, at the most. */
const MOST = 3;
/** A sentence whose odds are below this share of the best one's adds nothing to it. */
const WORTH_ADDING = 0.05;
/** Two sentences that share this much of their terms (Jaccard index) say the same. */
const SAME = 0.6;

/**
 * One to three quotes of the best sentences: near-duplicates left out, sentences that follow one another joined. Every
 * quote is a slice of its article's text as `articleOf` gives it.
 */
export function chooseQuotes(
  ranked: readonly ScoredSentence[],
  articleOf: (id: string) => Article | undefined,
): Quote[] {
  const chosen: ScoredSentence[] = [];
  const termsOfChosen: Set<string>[] = [];
  const best = ranked[0]?.score ?? 0;
  for (const candidate of ranked) {
    if (chosen.length === MOST || candidate.score < WORTH_ADDING * best) break;
    const terms = new Set(indexTerms(candidate.sentence.text));
    if (termsOfChosen.some((each) => jaccard(each, terms) >= SAME)) continue;
    chosen.push(candidate);
    termsOfChosen.push(terms);
  }
  const numbers = new Map<string, number>();
  return joinNeighbours(chosen).flatMap((span) => {
    const article = articleOf(span.articleId);
    if (!article) return [];
    const number = numbers.get(article.id) ?? numbers.size + 1;
    numbers.set(article.id, number);
    const { start, end, score, heading, paragraph } = span;
    const locator = { paragraph, ...(heading && { heading }) };
    const citation = { number, article: cited(article), locator };
    return [{ articleId: article.id, start, end, text: article.text.slice(start, end), score, citation }];
  });
}

export function cited({ id, title, meta }: Pick<Article, 'id' | 'title' | 'meta'>): CitedArticle {
  return { id, title, ...meta };
}

interface QuoteSpan {
  readonly articleId: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly paragraph: number;
  readonly heading?: string;
}

/** Chosen sentences that follow one another in a paragraph become one span, in the better one's place. */
function joinNeighbours(chosen: readonly ScoredSentence[]): QuoteSpan[] {
  const spans: (QuoteSpan & { ids: number[] })[] = [];
  for (const { sentence, score, heading } of chosen) {
    const { articleId, start, end, paragraph, id } = sentence;
    const at = spans.findIndex(
      (span) =>
        span.articleId === articleId &&
        span.paragraph === paragraph &&
        span.ids.some((each) => Math.abs(each - id) === 1),
    );
    const other = spans[at];
    if (!other) {
      spans.push({ articleId, start, end, paragraph, score, ids: [id], ...(heading && { heading }) });
      continue;
    }
    spans[at] = {
      ...other,
      start: Math.min(other.start, start),
      end: Math.max(other.end, end),
      ids: [...other.ids, id],
    };
  }
  return spans;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of a) if (b.has(term)) shared++;
  return shared / Math.max(1, a.size + b.size - shared);
}
