import type { Article, Span } from '../../article/model/article.js';
import type { StoredSentence } from '../../search/ports.js';
import { saysTheSame } from '../claims/same-claim.js';
import type { AnalysedQuestion } from '../question/analysed-question.js';
import type { ScoredSentence } from '../ranking/rank.js';
import type { CitedArticle, Quote } from './answer.js';
import { wholeSpan } from './expand-quote.js';
import { locatorAt } from './locator.js';
import { marksOf } from './marks.js';
import { sliceOf } from './slice.js';

/** Quotes in an answer, at the most. */
export const MOST_QUOTES = 3;
/** Other articles that a quote names as saying the same, at the most. */
const MOST_ALSO = 3;
/** A sentence whose odds are below this share of the best one's adds nothing to it, unless more quotes are wanted than usual. */
const WORTH_ADDING = 0.05;
/** Share of the likeliest sentence's likelihood from which the words of another one in the quote are marked too. */
const AS_LIKELY = 0.5;
/** How far down the ranking repetitions of what is quoted are looked for. */
const LOOKED_AT = 20;

/** The articles that may be quoted. */
export interface Quotable {
  articleOf(id: string): Article | undefined;
  /** The sentences of the copies of a sentence's article that have the same words as it. */
  copiesOf(sentence: StoredSentence): readonly { readonly sentence: StoredSentence; readonly heading?: string }[];
}

/**
 * One to three quotes of the best sentences, each with what it can't be understood without. Those that say the same are one
 * quote, those that follow one another are joined; the articles that a quote names besides its own say what its best sentence
 * says, copies of its own first. Every quote is a slice of its article's text as `articleOf` gives it.
 * @param marked whether the words that answer are marked.
 * @param most quotes at the most.
 */
export function chooseQuotes(
  question: AnalysedQuestion,
  ranked: readonly ScoredSentence[],
  articles: Quotable,
  marked: boolean,
  most = MOST_QUOTES,
): Quote[] {
  return quotesOf(question, choose(question, ranked, articles, most), ranked, articles, marked);
}

/** Quotes of just these sentences, in their order, each with those of `ranked` in other articles that say the same. */
export function quoteEach(
  question: AnalysedQuestion,
  sentences: readonly ScoredSentence[],
  ranked: readonly ScoredSentence[],
  articles: Quotable,
): Quote[] {
  const differing = new Set(sentences.map(({ sentence }) => sentence.articleId));
  const others = ranked.slice(0, LOOKED_AT).filter(({ sentence }) => !differing.has(sentence.articleId));
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
  const least = most > MOST_QUOTES ? 0 : WORTH_ADDING * (ranked[0]?.score ?? 0);
  const candidates = ranked.slice(0, LOOKED_AT);
  const chosen: ScoredSentence[] = [];
  // All that the quotes will show, be it only for a chosen sentence's sake.
  const shown = new Set<ScoredSentence>();
  for (const candidate of candidates) {
    if (chosen.length === most || candidate.score < least) break;
    if (shown.has(candidate)) continue;
    if ([...shown].some(({ sentence }) => saysTheSame(question, sentence, candidate.sentence))) continue;
    const { articleId } = candidate.sentence;
    const article = articleOf(articleId);
    if (!article) continue;
    chosen.push(candidate);
    const span = wholeSpan(article, candidate.sentence);
    for (const each of ranked) {
      if (each.sentence.articleId === articleId && covers(span, each.sentence)) shown.add(each);
    }
  }
  return chosen;
}

/** What is cited of a sentence. */
type Repeated = Pick<ScoredSentence, 'sentence' | 'score'> & { readonly heading?: string | undefined };

/** A quote that is being put together: the sentences that it is for, the best one first. */
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
    return article ? [{ article, chosen: [chosen], ...wholeSpan(article, chosen.sentence) }] : [];
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
      ? mostSeen(chosen)
          .flatMap((each) => marksOf(question, each.sentence, seen(each)))
          .sort(byStart)
      : [];
    const copies = copiesOf(chosen[0].sentence).map((copy) => ({ ...chosen[0], heading: undefined, ...copy }));
    const also = repetitions(question, chosen[0], ranked, copies).flatMap((each) => {
      const other = articleOf(each.sentence.articleId);
      return other ? [quoteOf(each, other, each.sentence, numberOf(other.id))] : [];
    });
    return { ...quote, ...(marks.length > 0 && { marks }), ...(also.length > 0 && { also }) };
  });
}

/** The best sentences of other articles that say what this one does, one of each, those of its copies first. */
function repetitions(
  question: AnalysedQuestion,
  of: ScoredSentence,
  ranked: readonly ScoredSentence[],
  copies: readonly Repeated[],
): Repeated[] {
  const found = new Map<string, Repeated>();
  for (const copy of copies) {
    const { articleId } = copy.sentence;
    if (articleId !== of.sentence.articleId && !found.has(articleId)) found.set(articleId, copy);
  }
  for (const each of ranked.slice(0, LOOKED_AT)) {
    const { articleId } = each.sentence;
    if (articleId === of.sentence.articleId || found.has(articleId)) continue;
    if (saysTheSame(question, of.sentence, each.sentence)) found.set(articleId, each);
  }
  return [...found.values()].slice(0, MOST_ALSO);
}

/** Those of a quote's sentences in which the reader sees the answer about as likely as in the likeliest of them. */
function mostSeen(chosen: readonly ScoredSentence[]): ScoredSentence[] {
  const shares = chosen.map(({ features }) => features.readerShare ?? 0);
  return chosen.filter((_, at) => (shares[at] ?? 0) >= AS_LIKELY * Math.max(...shares));
}

/** The words that the reader saw as the answer, where it holds one for likelier than none. */
function seen({ features, words }: ScoredSentence): Span | undefined {
  return (features.readerMargin ?? 0) > 0 ? words : undefined;
}

function quoteOf({ sentence, score, heading }: Repeated, article: Article, span: Span, number: number): Quote {
  const locator = locatorAt(article, span.start, sentence.paragraph, heading);
  const citation = { number, article: cited(article), locator };
  return { articleId: article.id, ...sliceOf(article, span), score, citation };
}

/** Spans that overlap, or follow one another in a paragraph, become one, in the better one's place. */
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
