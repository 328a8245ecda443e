import type { Article, Span } from '../../article/model/article.js';
import { indexTerms } from '../../search/text/terms.js';
import { datesIn, type Figure } from '../english/figures.js';
import type { AnalysedQuestion } from '../question/analysed-question.js';
import { agree, type TypedAnswer, typedAnswerIn } from '../question/asked-kind.js';
import { asAsked } from '../question/equivalents.js';
import type { ScoredSentence } from '../ranking/rank.js';
import type { EmbedWords } from '../ranking/word-vectors.js';
import { type CountClaim, countClaims } from './count-claims.js';
import { countAskedIn } from './counts.js';
import { isPart, isRate } from './partial.js';
import { cosineOf } from './same-claim.js';

/** How many sentences of the ranking are examined for claims. */
const MAX_EXAMINED = 30;
/**
 * Minimum cosine between two sentences that make claims about the same thing, and the share of the question's terms that must
 * be near each claim: for amounts ("three years") and for dates. Counts have stricter rules (count-claims.ts).
 */
const COUNTS = { cosine: 0.5 } as const;
const AMOUNTS = { cosine: 0.6, beside: 0.75 } as const;
const DATES = { cosine: 0.75, beside: 0.75 } as const;
/** How many characters before and after a figure count as near it. */
const REACH = { before: 40, after: 80 } as const;
/** Below this margin (see features.ts) the reader sees no answer in a sentence. */
const NO_ANSWER_MARGIN = -0.5;
/** Approximate figures that differ by less than this share of the larger one count as equal. */
const ROUGHLY = 0.05;
/** Counts of the same thing differ at most by this factor, or by the smaller one if one count is about a wider place. */
const FACTORS = { same: 10, wider: 1.5 } as const;

/**
 * Sentences of different articles whose figures or dates for what was asked contradict one another, in the ranking's order;
 * empty if the articles agree. Precision comes first: each sentence must clearly be about exactly what was asked, and must be
 * close to the others in meaning.
 */
export async function disagreement(
  question: AnalysedQuestion,
  ranked: readonly ScoredSentence[],
  embed: EmbedWords,
): Promise<ScoredSentence[]> {
  const examined = ranked.slice(0, MAX_EXAMINED);
  const count = countAskedIn(question.text);
  const claims = count
    ? (await countClaims(question.text, count, examined, embed)).filter(
        (claim) => !contradictsReader(claim.scored, claim.count),
      )
    : [];
  if (claims.length > 0) return largestGroup(claims, contradictCounts).map(({ scored }) => scored);
  const [best, ...others] = examined;
  const first = best && claimOf(question, best);
  if (!first || (first.answer.figure && count)) return [];
  const all = [first, ...others.flatMap((each) => claimOf(question, each) ?? [])];
  return groupOf(first, all, contradictAmounts).map(({ scored }) => scored);
}

/** The largest group of claims that contradict one another; among equals, the best-ranked. Empty if no two contradict. */
function largestGroup<C extends { readonly scored: ScoredSentence }>(
  claims: readonly C[],
  contradict: (one: C, other: C) => boolean,
): C[] {
  return claims
    .map((claim, at) => groupOf(claim, claims.slice(at), contradict))
    .reduce((largest, group) => (group.length > largest.length ? group : largest), []);
}

/** The first claim and those that contradict it and one another. */
function groupOf<C>(first: C, claims: readonly C[], contradict: (one: C, other: C) => boolean): C[] {
  const group = [first];
  for (const claim of claims) if (group.every((known) => contradict(known, claim))) group.push(claim);
  return group.length > 1 ? group : [];
}

function contradictCounts(one: CountClaim, other: CountClaim): boolean {
  if (!areOfTwoArticles(one.scored, other.scored) || yearsOf(one.scored) !== yearsOf(other.scored)) return false;
  if (cosineOf(one.scored.sentence, other.scored.sentence) < COUNTS.cosine) return false;
  const [lower, upper] = [sizeOf(one.count.figure), sizeOf(other.count.figure)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const factor = one.isWider === other.isWider ? FACTORS.same : FACTORS.wider;
  return upper <= factor * lower && excludes(one.count.figure, other.count.figure);
}

function sizeOf({ least, most }: Figure): number {
  return Number.isFinite(most) ? most : least;
}

function contradictAmounts(one: Claim, other: Claim): boolean {
  if (!areOfTwoArticles(one.scored, other.scored)) return false;
  if (!one.answer.date && yearsOf(one.scored) !== yearsOf(other.scored)) return false;
  if (cosineOf(one.scored.sentence, other.scored.sentence) < limitsOf(one.answer).cosine) return false;
  return contradict(one.answer, other.answer);
}

function areOfTwoArticles(one: ScoredSentence, other: ScoredSentence): boolean {
  return one.sentence.articleId !== other.sentence.articleId;
}

/** The years that a sentence mentions, as a key for comparison. */
function yearsOf({ sentence }: ScoredSentence): string {
  return [...new Set(datesIn(sentence.text).flatMap(({ year }) => year ?? []))].sort().join();
}

/** Newest first; sentences of articles without a date last. */
export function newestFirst(
  sentences: readonly ScoredSentence[],
  articleOf: (id: string) => Article | undefined,
): ScoredSentence[] {
  const dateOf = ({ sentence }: ScoredSentence) => articleOf(sentence.articleId)?.meta.publishedAt ?? '';
  return [...sentences].sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : dateOf(a) > dateOf(b) ? -1 : 0));
}

interface Claim {
  readonly scored: ScoredSentence;
  readonly answer: TypedAnswer;
}

function limitsOf({ figure }: TypedAnswer): { readonly cosine: number; readonly beside: number } {
  return figure ? AMOUNTS : DATES;
}

/** The claim of a sentence; undefined unless it is certainly about what was asked. */
function claimOf(question: AnalysedQuestion, scored: ScoredSentence): Claim | undefined {
  const { text } = scored.sentence;
  const answer = typedAnswerIn(question, text);
  if (!answer || !(answer.figure || answer.date) || !holdsNames(question, text)) return undefined;
  if (contradictsReader(scored, answer)) return undefined;
  const wanted = question.contentTerms;
  const before = text.slice(Math.max(0, answer.start - REACH.before), answer.start);
  const beside = new Set(
    indexTerms(answer.figure ? `${before} ${text.slice(answer.end, answer.end + REACH.after)}` : text),
  );
  const shared = [...wanted].filter((term) => beside.has(term)).length;
  if (wanted.size < 2 || shared < limitsOf(answer).beside * wanted.size) return undefined;
  if (answer.figure && !answer.sure) return undefined;
  if (isPart(text, answer, question.text) || isRate(text, answer, question.text)) return undefined;
  return { scored, answer };
}

/** Whether the reader read the sentence and found no answer at this span. */
function contradictsReader({ sentence, features, words }: ScoredSentence, answer: Span): boolean {
  if (!features.readerRead || !words) return false;
  const [start, end] = [words.start - sentence.start, words.end - sentence.start];
  return (features.readerMargin ?? 0) < NO_ANSWER_MARGIN || start >= answer.end || answer.start >= end;
}

/** Whether a text holds all names and dates of the question. */
function holdsNames(question: AnalysedQuestion, text: string): boolean {
  const terms = new Set(asAsked(indexTerms(text), question.equivalents));
  const dates = datesIn(text);
  if (!question.dates.every((date) => dates.some((each) => agree(date, each)))) return false;
  return question.names.every((name) => indexTerms(name).every((term) => terms.has(term)));
}

/** Whether two claims about one thing cannot both be true. */
function contradict(one: TypedAnswer, other: TypedAnswer): boolean {
  if (one.figure && other.figure)
    return one.figure.percent === other.figure.percent && excludes(one.figure, other.figure);
  return Boolean(one.date && other.date && !agree(one.date, other.date));
}

function excludes(one: Figure, other: Figure): boolean {
  const [lower, upper] =
    one.most < other.most || (one.most === other.most && one.least < other.least) ? [one, other] : [other, one];
  if (lower.most >= upper.least) return false;
  return !(lower.rough || upper.rough) || upper.least - lower.most > ROUGHLY * Math.abs(upper.least);
}
