import type { Article, Span } from '../../article/model/article.js';
import type { StoredSentence } from '../../search/ports.js';
import { saysTheSame } from '../claims/same-claim.js';
import type { AnalysedQuestion } from '../question/analysed-question.js';
import type { ScoredSentence } from '../ranking/rank.js';
import type { CitedArticle, Quote } from './answer.js';
import { expandedSpan } from './expand-quote.js';
import { locatorAt } from './locator.js';
import { marksOf } from './marks.js';
import { sliceOf } from './slice.js';

/** Maximum number of quotes in an answer. */
export const MAX_QUOTES = 3;
/** Maximum number of other articles that a quote lists for the same claim. */
const MAX_ALSO = 3;
/** Sentences whose odds are below this share of the best one's are left out, unless more quotes than usual were requested. */
const WORTH_ADDING = 0.05;
/** A sentence's words are marked too if its likelihood is at least this share of the highest in the quote. */
const AS_LIKELY = 0.5;
/** How many sentences of the ranking are searched for the same claims. */
const MAX_EXAMINED = 20;

/** The articles that may be quoted. */
export interface Quotable {
  articleOf(id: string): Article | undefined;
  /** Sentences with the same words in copies of the sentence's article. */
  copiesOf(sentence: StoredSentence): readonly { readonly sentence: StoredSentence; readonly heading?: string }[];
}

/**
 * One to three quotes of the best sentences, each expanded by what it cannot be understood without. Sentences that make the
 * same claim become one quote, and adjacent ones are joined. A quote also lists other articles with the same claim as its best
 * sentence, copies of its own article first. Every quote is a slice of its article's text as `articleOf` returns it.
 * @param marked whether to mark the words that answer.
 * @param most maximum number of quotes.
 */
export function chooseQuotes(
  question: AnalysedQuestion,
  ranked: readonly ScoredSentence[],
  articles: Quotable,
  marked: boolean,
  most = MAX_QUOTES,
): Quote[] {
  return quotesOf(question, choose(question, ranked, articles, most), ranked, articles, marked);
}

/** Quotes of exactly these sentences, in order, each with the sentences of `ranked` in other articles that make the same claim. */
export function quoteEach(
  question: AnalysedQuestion,
  sentences: readonly ScoredSentence[],
  ranked: readonly ScoredSentence[],
  articles: Quotable,
): Quote[] {
  const differing = new Set(sentences.map(({ sentence }) => sentence.articleId));
  const others = ranked.slice(0, MAX_EXAMINED).filter(({ sentence }) => !differing.has(sentence.articleId));
  const copiesOf = (sentence: StoredSentence) =>
    articles.copiesOf(sentence).filter((copy) => !differing.has(copy.sentence.articleId));
  return quotesOf(question, sentences, others, { ...articles, copiesOf }, true);
}

export function cited({ id, title, meta }: Pick<Article, 'id' | 'title' | 'meta'>): CitedArticle {
  const { collection: _, ...rest } = meta;
  return { id, title, ...rest };
}

function choose(
  question: AnalysedQuestion,
  ranked: readonly ScoredSentence[],
  { articleOf }: Quotable,
  most: number,
): ScoredSentence[] {
  const least = most > MAX_QUOTES ? 0 : WORTH_ADDING * (ranked[0]?.score ?? 0);
  const candidates = ranked.slice(0, MAX_EXAMINED);
  const chosen: ScoredSentence[] = [];
  // Everything that the quotes will show, including sentences that only complete a chosen one.
  const shown = new Set<ScoredSentence>();
  for (const candidate of candidates) {
    if (chosen.length === most || candidate.score < least) break;
    if (shown.has(candidate)) continue;
    if ([...shown].some(({ sentence }) => saysTheSame(question, sentence, candidate.sentence))) continue;
    const { articleId } = candidate.sentence;
    const article = articleOf(articleId);
    if (!article) continue;
    chosen.push(candidate);
    const span = expandedSpan(article, candidate.sentence);
    for (const each of ranked) {
      if (each.sentence.articleId === articleId && covers(span, each.sentence)) shown.add(each);
    }
  }
  return chosen;
}

/** What citing a sentence needs. */
type SameClaim = Pick<ScoredSentence, 'sentence' | 'score'> & { readonly heading?: string | undefined };

/** A quote under construction, with the sentences it was chosen for, the best one first. */
interface Draft extends Span {
  readonly article: Article;
  readonly chosen: readonly [ScoredSentence, ...ScoredSentence[]];
}

function quotesOf(
  question: AnalysedQuestion,
  sentences: readonly ScoredSentence[],
  ranked: readonly ScoredSentence[],
  { articleOf, copiesOf }: Quotable,
  marked: boolean,
): Quote[] {
  const drafts = sentences.flatMap((chosen): Draft[] => {
    const article = articleOf(chosen.sentence.articleId);
    return article ? [{ article, chosen: [chosen], ...expandedSpan(article, chosen.sentence) }] : [];
  });
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return number;
  };
  return join(drafts).map(({ article, start, end, chosen }): Quote => {
    const quote = quoteOf(chosen[0], article, { start, end }, numberOf(article.id));
    const marks = marked
      ? likeliest(chosen)
          .flatMap((each) => marksOf(question, each.sentence, readerSpan(each)))
          .sort(byStart)
      : [];
    const copies = copiesOf(chosen[0].sentence).map((copy) => ({ ...chosen[0], heading: undefined, ...copy }));
    const also = sameClaims(question, chosen[0], ranked, copies).flatMap((each) => {
      const other = articleOf(each.sentence.articleId);
      return other ? [quoteOf(each, other, each.sentence, numberOf(other.id))] : [];
    });
    return { ...quote, ...(marks.length > 0 && { marks }), ...(also.length > 0 && { also }) };
  });
}

/** The best sentences of other articles that make the same claim, one for each article, copies first. */
function sameClaims(
  question: AnalysedQuestion,
  of: ScoredSentence,
  ranked: readonly ScoredSentence[],
  copies: readonly SameClaim[],
): SameClaim[] {
  const found = new Map<string, SameClaim>();
  for (const copy of copies) {
    const { articleId } = copy.sentence;
    if (articleId !== of.sentence.articleId && !found.has(articleId)) found.set(articleId, copy);
  }
  for (const each of ranked.slice(0, MAX_EXAMINED)) {
    const { articleId } = each.sentence;
    if (articleId === of.sentence.articleId || found.has(articleId)) continue;
    if (saysTheSame(question, of.sentence, each.sentence)) found.set(articleId, each);
  }
  return [...found.values()].slice(0, MAX_ALSO);
}

/** The sentences of a quote whose reader's probability is close to the highest among them. */
function likeliest(chosen: readonly ScoredSentence[]): ScoredSentence[] {
  const shares = chosen.map(({ features }) => features.readerShare ?? 0);
  return chosen.filter((_, at) => (shares[at] ?? 0) >= AS_LIKELY * Math.max(...shares));
}

/** The words that the reader found, if it holds an answer to be more likely than none. */
function readerSpan({ features, words }: ScoredSentence): Span | undefined {
  return (features.readerMargin ?? 0) > 0 ? words : undefined;
}

function quoteOf({ sentence, score, heading }: SameClaim, article: Article, span: Span, number: number): Quote {
  const locator = locatorAt(article, span.start, sentence.paragraph, heading);
  const citation = { number, article: cited(article), locator };
  return { articleId: article.id, ...sliceOf(article, span), score, citation };
}

/** Merges spans that overlap or are adjacent in a paragraph, at the position of the better one. */
function join(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const at = joined.findIndex((other) => other.article === draft.article && areOne(other, draft));
    const other = joined[at];
    if (!other) joined.push(draft);
    else {
      joined[at] = {
        ...other,
        start: Math.min(other.start, draft.start),
        end: Math.max(other.end, draft.end),
        chosen: [...other.chosen, ...draft.chosen],
      };
    }
  }
  return joined.length < drafts.length ? join(joined) : joined;
}

function areOne(one: Draft, other: Draft): boolean {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  if (second.start < first.end) return true;
  const gap = one.article.text.slice(first.end, second.start);
  return gap.trim() === '' && paragraphOf(first) === paragraphOf(second);
}

function paragraphOf({ chosen }: Draft): number {
  return chosen[0].sentence.paragraph;
}

function covers(span: Span, other: Span): boolean {
  return span.start <= other.start && other.end <= span.end;
}

function byStart(one: Span, other: Span): number {
  return one.start - other.start;
}
