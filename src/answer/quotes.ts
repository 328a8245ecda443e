import type { Article, Span } from '../article/types.js';
import { saysTheSame } from './likeness.js';
import { marksOf } from './marks.js';
import type { ScoredSentence } from './rank.js';
import type { CitedArticle, Quote } from './types.js';
import { wholeSpan } from './whole.js';

/** Quotes in an answer, at the most. */
export const MOST_QUOTES = 3;
/** Other articles that a quote names as saying the same, at the most. */
const MOST_ALSO = 3;
/** A sentence whose odds are below this share of the best one's adds nothing to it. */
const WORTH_ADDING = 0.05;
/** How far down the ranking repetitions of what is quoted are looked for. */
const LOOKED_AT = 20;

type ArticleOf = (id: string) => Article | undefined;

/** A sentence that was chosen, with those of other articles that say the same. */
interface Choice {
  readonly chosen: ScoredSentence;
  readonly also: ScoredSentence[];
}

/**
 * One to three quotes of the best sentences, each with what it can't be understood without. Those that say the same are one
 * quote, those that follow one another are joined. Every quote is a slice of its article's text as `articleOf` gives it.
 * @param marked whether the words that answer are marked.
 * @param most quotes at the most.
 */
export function chooseQuotes(
  question: string,
  ranked: readonly ScoredSentence[],
  articleOf: ArticleOf,
  marked: boolean,
  most = MOST_QUOTES,
): Quote[] {
  return quotesOf(choose(question, ranked, articleOf, most), articleOf, marked ? question : undefined);
}

/** Quotes of just these sentences, in their order, each with those of `ranked` in other articles that say the same. */
export function quoteEach(
  question: string,
  sentences: readonly ScoredSentence[],
  ranked: readonly ScoredSentence[],
  articleOf: ArticleOf,
): Quote[] {
  const choices = sentences.map((chosen): Choice => ({ chosen, also: [] }));
  for (const candidate of ranked.slice(0, LOOKED_AT)) {
    if (!sentences.some(({ sentence }) => sentence.articleId === candidate.sentence.articleId))
      repeats(question, choices, candidate);
  }
  return quotesOf(choices, articleOf, question);
}

export function cited({ id, title, meta }: Pick<Article, 'id' | 'title' | 'meta'>): CitedArticle {
  const { collection: _, ...rest } = meta;
  return { id, title, ...rest };
}

function choose(question: string, ranked: readonly ScoredSentence[], articleOf: ArticleOf, most: number): Choice[] {
  const least = WORTH_ADDING * (ranked[0]?.score ?? 0);
  const choices: Choice[] = [];
  const shown: (Span & { articleId: string })[] = [];
  for (const candidate of ranked.slice(0, LOOKED_AT)) {
    const { sentence, score } = candidate;
    if (repeats(question, choices, candidate)) continue;
    if (choices.length === most || score < least) continue;
    if (shown.some((span) => span.articleId === sentence.articleId && covers(span, sentence))) continue;
    choices.push({ chosen: candidate, also: [] });
    const article = articleOf(sentence.articleId);
    if (article) shown.push({ articleId: article.id, ...wholeSpan(article, sentence) });
  }
  return choices;
}

/** Whether a sentence says what was chosen already; it is noted where that is in another article. */
function repeats(question: string, choices: readonly Choice[], candidate: ScoredSentence): boolean {
  const { sentence } = candidate;
  const same = choices.find(({ chosen }) => saysTheSame(question, chosen.sentence, sentence));
  if (!same) return false;
  const articles = [same.chosen, ...same.also].map((each) => each.sentence.articleId);
  if (!articles.includes(sentence.articleId) && same.also.length < MOST_ALSO) same.also.push(candidate);
  return true;
}

/** A quote that is being put together, out of one choice or more. */
interface Draft extends Span {
  readonly article: Article;
  readonly choices: readonly Choice[];
}

function quotesOf(choices: readonly Choice[], articleOf: ArticleOf, marked: string | undefined): Quote[] {
  const drafts = choices.flatMap((choice): Draft[] => {
    const article = articleOf(choice.chosen.sentence.articleId);
    return article ? [{ article, choices: [choice], ...wholeSpan(article, choice.chosen.sentence) }] : [];
  });
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return number;
  };
  return join(drafts).flatMap(({ article, start, end, choices: joined }): Quote[] => {
    const [first] = joined;
    if (!first) return [];
    const quote = quoteOf(first.chosen, article, { start, end }, numberOf(article.id));
    const marks =
      marked === undefined
        ? []
        : joined.flatMap(({ chosen }) => marksOf(marked, chosen.sentence, seen(chosen))).sort(byStart);
    const also = uniqueBy(
      (each) => each.sentence.articleId,
      joined.flatMap((choice) => choice.also),
    ).flatMap((each) => {
      const other = articleOf(each.sentence.articleId);
      return other ? [quoteOf(each, other, each.sentence, numberOf(other.id))] : [];
    });
    return [{ ...quote, ...(marks.length > 0 && { marks }), ...(also.length > 0 && { also }) }];
  });
}

/** The words that the reader saw as the answer, where it holds one for likelier than none. */
function seen({ features, words }: ScoredSentence): Span | undefined {
  return (features.readerMargin ?? 0) > 0 ? words : undefined;
}

function quoteOf({ sentence, score, heading }: ScoredSentence, article: Article, span: Span, number: number): Quote {
  const { start, end } = span;
  const locator = { paragraph: sentence.paragraph, ...(heading && { heading }) };
  const citation = { number, article: cited(article), locator };
  return { articleId: article.id, start, end, text: article.text.slice(start, end), score, citation };
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
        choices: [...other.choices, ...draft.choices],
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

function paragraphOf({ choices }: Draft): number | undefined {
  return choices[0]?.chosen.sentence.paragraph;
}

function covers(span: Span, other: Span): boolean {
  return span.start <= other.start && other.end <= span.end;
}

function uniqueBy<T>(key: (value: T) => string, values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [key(value), value] as const).reverse()).values()].reverse();
}

function byStart(one: Span, other: Span): number {
  return one.start - other.start;
}
