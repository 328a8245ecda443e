import type { Article, Span } from '../../article/model/article.js';
import { indexTerms } from '../../search/text/terms.js';
import { datesIn, type Figure } from '../english/figures.js';
import type { AnalysedQuestion } from '../question/analysed-question.js';
import { agree, type Sought, soughtIn } from '../question/asked-kind.js';
import { asAsked } from '../question/equivalents.js';
import type { ScoredSentence } from '../ranking/rank.js';
import type { EmbedWords } from '../ranking/word-vectors.js';
import { type CountClaim, countClaims } from './count-claims.js';
import { countAskedIn } from './counts.js';
import { isPart, isRate } from './partial.js';
import { cosineOf } from './same-claim.js';

/** How far down the ranking claims may stand. */
const LOOKED_AT = 30;
/**
 * The least cosine between two sentences that make claims about the same thing, and the share of the question's terms that
 * has to stand beside each: for amounts ("three years"), and for dates; numbers of things are held to more (count-claims.ts).
 */
const COUNTS = { cosine: 0.5 } as const;
const AMOUNTS = { cosine: 0.6, beside: 0.75 } as const;
const DATES = { cosine: 0.75, beside: 0.75 } as const;
/** Characters before and behind a figure that are beside it. */
const REACH = { before: 40, behind: 80 } as const;
/** Below this margin (see features.ts) a reader holds a sentence for no answer. */
const UNSEEN = -0.5;
/** Rough figures nearer than this share of the greater are taken for the same. */
const ROUGHLY = 0.05;
/** Counts of one thing differ by no more than this factor, and by this one where one is told of a wider place. */
const FACTORS = { same: 10, wider: 1.5 } as const;

/**
 * Sentences of different articles that give different figures or dates for what the question asks, those that contradict one
 * another, in the ranking's order; none when the articles don't differ.
 * Rather none than a wrong one: each has to be sure to speak of just what was asked, and to be near the others in meaning.
 */
export async function disagreement(
  question: AnalysedQuestion,
  ranked: readonly ScoredSentence[],
  embed: EmbedWords,
): Promise<ScoredSentence[]> {
  const looked = ranked.slice(0, LOOKED_AT);
  const count = countAskedIn(question.text);
  const claims = count
    ? (await countClaims(question.text, count, looked, embed)).filter(
        (claim) => !isReadOtherwise(claim.scored, claim.count),
      )
    : [];
  if (claims.length > 0) return largestGroup(claims, contradictCounts).map(({ scored }) => scored);
  const [best, ...others] = looked;
  const first = best && claimOf(question, best);
  if (!first || (first.sought.figure && count)) return [];
  const all = [first, ...others.flatMap((each) => claimOf(question, each) ?? [])];
  return groupOf(first, all, contradictAmounts).map(({ scored }) => scored);
}

/** The group of most claims that contradict one another, the best placed of several; none of a claim alone. */
function largestGroup<C extends { readonly scored: ScoredSentence }>(
  claims: readonly C[],
  contradict: (one: C, other: C) => boolean,
): C[] {
  return claims
    .map((claim, at) => groupOf(claim, claims.slice(at), contradict))
    .reduce((largest, group) => (group.length > largest.length ? group : largest), []);
}

/** The first and those that contradict it and one another. */
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
  if (!one.sought.date && yearsOf(one.scored) !== yearsOf(other.scored)) return false;
  if (cosineOf(one.scored.sentence, other.scored.sentence) < likenessOf(one.sought).cosine) return false;
  return contradict(one.sought, other.sought);
}

function areOfTwoArticles(one: ScoredSentence, other: ScoredSentence): boolean {
  return one.sentence.articleId !== other.sentence.articleId;
}

/** The years that a sentence names. */
function yearsOf({ sentence }: ScoredSentence): string {
  return [...new Set(datesIn(sentence.text).flatMap(({ year }) => year ?? []))].sort().join();
}

/** The newest first; those without a date last. */
export function newestFirst(
  sentences: readonly ScoredSentence[],
  articleOf: (id: string) => Article | undefined,
): ScoredSentence[] {
  const dateOf = ({ sentence }: ScoredSentence) => articleOf(sentence.articleId)?.meta.publishedAt ?? '';
  return [...sentences].sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : dateOf(a) > dateOf(b) ? -1 : 0));
}

interface Claim {
  readonly scored: ScoredSentence;
  readonly sought: Sought;
}

function likenessOf({ figure }: Sought): { readonly cosine: number; readonly beside: number } {
  return figure ? AMOUNTS : DATES;
}

/** What a sentence claims, where it is sure that this is what was asked. */
function claimOf(question: AnalysedQuestion, scored: ScoredSentence): Claim | undefined {
  const { text } = scored.sentence;
  const sought = soughtIn(question, text);
  if (!sought || !(sought.figure || sought.date) || !holdsNames(question, text)) return undefined;
  if (isReadOtherwise(scored, sought)) return undefined;
  const wanted = question.contentTerms;
  const before = text.slice(Math.max(0, sought.start - REACH.before), sought.start);
  const beside = new Set(
    indexTerms(sought.figure ? `${before} ${text.slice(sought.end, sought.end + REACH.behind)}` : text),
  );
  const shared = [...wanted].filter((term) => beside.has(term)).length;
  if (wanted.size < 2 || shared < likenessOf(sought).beside * wanted.size) return undefined;
  if (sought.figure && !sought.sure) return undefined;
  if (isPart(text, sought, question.text) || isRate(text, sought, question.text)) return undefined;
  return { scored, sought };
}

/** Whether a reader that read the sentence did not see the answer there. */
function isReadOtherwise({ sentence, features, words }: ScoredSentence, sought: Span): boolean {
  if (!features.readerRead || !words) return false;
  const [start, end] = [words.start - sentence.start, words.end - sentence.start];
  return (features.readerMargin ?? 0) < UNSEEN || start >= sought.end || sought.start >= end;
}

/** Whether a text holds all names and dates of the question. */
function holdsNames(question: AnalysedQuestion, text: string): boolean {
  const terms = new Set(asAsked(indexTerms(text), question.equivalents));
  const dates = datesIn(text);
  if (!question.dates.every((date) => dates.some((each) => agree(date, each)))) return false;
  return question.names.every((name) => indexTerms(name).every((term) => terms.has(term)));
}

/** Whether two claims cannot both be true of one thing. */
function contradict(one: Sought, other: Sought): boolean {
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
