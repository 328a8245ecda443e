import type { Article } from '../article/types.js';
import { indexTerms } from '../search/terms.js';
import { datesIn, type Figure } from './figures.js';
import { cosineOf } from './likeness.js';
import { asAsked } from './question/equivalents.js';
import type { AnalysedQuestion } from './question/types.js';
import type { ScoredSentence } from './rank.js';
import { agree, isUnit, type Sought, soughtIn } from './sought.js';

/** How far down the ranking another claim may stand. */
const LOOKED_AT = 12;
/**
 * The least cosine between two sentences that make claims about the same thing, and the share of the question's terms that
 * has to stand beside each: for numbers of things, for other amounts ("three years"), and for dates.
 */
const NUMBERS = { cosine: 0.6, beside: 0.5 } as const;
const AMOUNTS = { cosine: 0.6, beside: 0.75 } as const;
const DATES = { cosine: 0.75, beside: 0.75 } as const;
/** Characters before and behind a figure that are beside it. */
const REACH = { before: 40, behind: 80 } as const;
/** Least cosine of two words for one thing, such as "homes" and "houses". */
const SYNONYMS = 0.8;
/** Below this margin (see features.ts) a reader holds a sentence for no answer. */
const UNSEEN = -0.2;
/** Rough figures nearer than this share of the greater are taken for the same. */
const ROUGHLY = 0.05;

/** Words before a figure that make it a part of the whole, a rate, or a change. */
const PARTIAL =
  /\b(?:first|initial|second|third|last|another|additional|further|extra|more|other|separate|new|remaining|small(?:er)?|some of|of (?:them|these|those|which|whom)|including|each|every|per|daily|by)\b[^,;:.]*$/i;

/** Words behind a figure that make it a rate. */
const RATE =
  /^[^,;:.]*\b(?:each|every|per|(?:a|an) (?:second|minute|hour|day|week|month|year)|daily|yearly|annually)\b/i;

export type EmbedWords = (words: readonly string[]) => Promise<readonly Float32Array[]>;

/**
 * Sentences of different articles that give different figures or dates for what the question asks: the best one and those
 * that contradict it and one another, in the ranking's order; none when the articles don't differ.
 * Rather none than a wrong one: each has to be sure to speak of just what was asked, and to be near the best in meaning.
 */
export async function disagreement(
  question: AnalysedQuestion,
  ranked: readonly ScoredSentence[],
  embed: EmbedWords,
): Promise<ScoredSentence[]> {
  const [best, ...others] = ranked.slice(0, LOOKED_AT);
  const first = best && claimOf(question, best);
  if (!first) return [];
  const found: Claim[] = [first];
  for (const each of others) {
    const claim = claimOf(question, each);
    if (!claim || cosineOf(best.sentence, each.sentence) < likenessOf(claim.sought).cosine) continue;
    if (
      found.every(
        (known) =>
          areOfTwoArticles(known, claim) && areOfOneTime(known, claim) && contradict(known.sought, claim.sought),
      )
    )
      found.push(claim);
  }
  if (found.length === 1) return [];
  const alike = first.sought.figure ? await countingTheSame(question, found, embed) : found;
  return alike[0] === first && alike.length > 1 ? alike.map(({ scored }) => scored) : [];
}

/** The claims whose figures count what the question asks the number of, or are in the first one's unit. */
async function countingTheSame(
  question: AnalysedQuestion,
  claims: readonly Claim[],
  embed: EmbedWords,
): Promise<Claim[]> {
  const asked = question.counted.filter((word) => !/^\p{Lu}/u.test(word));
  const wanted = asked.length > 0 ? asked : (claims[0]?.sought.counted.slice(0, 1) ?? []);
  const words = [...new Set([...wanted, ...claims.flatMap(({ sought }) => sought.counted)])];
  const embedded = asked.length > 0 ? await embed(words) : [];
  const vectors = new Map(embedded.map((vector, at) => [words[at], vector]));
  const isSame = (one: string, other: string) =>
    indexTerms(one)[0] === indexTerms(other)[0] || dot(vectors.get(one), vectors.get(other)) >= SYNONYMS;
  return claims.filter(({ sought }) => {
    // The first is what is counted; a verb may follow, and be the question's too.
    const thing = sought.counted.find((word) => !/^\p{Lu}/u.test(word));
    return thing !== undefined && wanted.some((other) => isSame(thing, other));
  });
}

function dot(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return one && other ? one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0) : 0;
}

function areOfTwoArticles(one: Claim, other: Claim): boolean {
  return one.scored.sentence.articleId !== other.scored.sentence.articleId;
}

/** The newest first; those without a date last. */
export function newestFirst(
  sentences: readonly ScoredSentence[],
  articleOf: (id: string) => Article | undefined,
): ScoredSentence[] {
  const dateOf = ({ sentence }: ScoredSentence) => articleOf(sentence.articleId)?.meta.publishedAt ?? '';
  return [...sentences].sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : dateOf(a) > dateOf(b) ? -1 : 0));
}

/** Whether two figures are said of the same years, as far as their sentences name any. */
function areOfOneTime(one: Claim, other: Claim): boolean {
  const years = ({ scored }: Claim) =>
    [...new Set(datesIn(scored.sentence.text).flatMap(({ year }) => year ?? []))].sort();
  return one.sought.date !== undefined || years(one).join() === years(other).join();
}

interface Claim {
  readonly scored: ScoredSentence;
  readonly sought: Sought;
}

function likenessOf({ figure, counted }: Sought): { readonly cosine: number; readonly beside: number } {
  if (!figure) return DATES;
  return figure.percent || counted.length === 0 || counted.some(isUnit) ? AMOUNTS : NUMBERS;
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
  if (PARTIAL.test(before) && !PARTIAL.test(question.text)) return undefined;
  if (RATE.test(text.slice(sought.end)) && !RATE.test(question.text)) return undefined;
  return { scored, sought };
}

/** Whether a reader that read the sentence did not see the answer there. */
function isReadOtherwise({ sentence, features, words }: ScoredSentence, sought: Sought): boolean {
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
