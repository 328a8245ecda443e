import type { StoredPassage } from '../../search/ports.js';
import type { Candidate, Retrieved } from '../../search/retrieval/retrieve.js';
import {
  bm25,
  coverage,
  pairShare,
  rarest,
  type TermStatistics,
  type TermWeights,
  weigh,
} from '../../search/text/matching.js';
import { indexTerms } from '../../search/text/terms.js';
import { dotQuantized } from '../../search/vectors/quantize.js';
import type { AnalysedQuestion } from '../question/analysed-question.js';
import { asAsked, type Equivalent, withEquivalents } from '../question/equivalents.js';
import { meets } from '../question/expectation.js';
import type { Named } from '../question/named.js';
import { givenToOthers, nameCoverage } from './entity-overlap.js';
import type { Features, RankedSentence } from './ranked-sentence.js';

/** What is put in relation to the other candidates once all of them are measured. */
type RelativeFeature = 'sentenceDenseShare' | 'sentenceBm25' | 'neighbourhoodBm25' | 'passageBm25' | 'namesHeld';

/** What a sentence and its passage measure by themselves. */
interface Measured extends Omit<RankedSentence, 'features' | 'words'> {
  readonly features: Omit<Features, RelativeFeature>;
  /** BM25 of the sentence, of it with its neighbours, and of the passage, as absolute scores. */
  readonly bm25: { readonly sentence: number; readonly neighbourhood: number; readonly passage: number };
  /** How far the passage holds the names and numbers of the question. */
  readonly names: number;
}

/** A name that another passage of the article holds is often meant without being said again. */
const HELD_NEARBY = 0.7;

/** What is asked for: the names and numbers, the rarest term, and whether a text holds the kind of thing. */
interface Asked {
  readonly named: readonly Named[];
  readonly rare: string | undefined;
  readonly equivalents: readonly Equivalent[];
  expected(text: string): number;
}

const POINTS_BACK = /^["“‘'(]*(?:he|she|it|they|this|these|that|those|his|her|its|their|such|both|there)\b/i;

/** Features of every sentence of the candidate passages. */
export function featuresOf(
  question: AnalysedQuestion,
  retrieved: Retrieved,
  statistics: TermStatistics,
): RankedSentence[] {
  const { equivalents } = question;
  const weights = weigh(retrieved.terms, withEquivalents(statistics, equivalents));
  const asked: Asked = {
    named: question.named,
    equivalents,
    rare: rarest(weights),
    expected: (text) => (question.answerType ? Number(meets(question, text)) : 0.5),
  };
  const found = retrieved.candidates.flatMap((candidate, rank) => measure(candidate, rank, retrieved, weights, asked));
  // What depends on the question's difficulty is put in relation to the best candidate.
  const best = (value: (each: Measured) => number) => Math.max(Number.EPSILON, ...found.map(value));
  const most = {
    dense: best(({ features }) => features.sentenceDense),
    sentence: best(({ bm25 }) => bm25.sentence),
    neighbourhood: best(({ bm25 }) => bm25.neighbourhood),
    passage: best(({ bm25 }) => bm25.passage),
  };
  const others = new Set(
    retrieved.candidates.flatMap(({ passage }) => (givenToOthers(asked.named, wholeOf(passage)) ? [passage.id] : [])),
  );
  const heldInArticle = new Map<string, number>();
  for (const { sentence, names } of found) {
    heldInArticle.set(sentence.articleId, Math.max(names, heldInArticle.get(sentence.articleId) ?? 0));
  }
  return found.map(({ bm25, names, ...measured }) => ({
    ...measured,
    features: {
      ...measured.features,
      sentenceDenseShare: measured.features.sentenceDense / most.dense,
      sentenceBm25: bm25.sentence / most.sentence,
      neighbourhoodBm25: bm25.neighbourhood / most.neighbourhood,
      passageBm25: bm25.passage / most.passage,
      namesHeld: others.has(measured.sentence.passageId)
        ? names
        : Math.max(names, HELD_NEARBY * (heldInArticle.get(measured.sentence.articleId) ?? 0)),
    },
  }));
}

function measure(
  { passage, dense }: Candidate,
  rank: number,
  { terms, vector }: Retrieved,
  weights: TermWeights,
  asked: Asked,
): Measured[] {
  const said = (terms: readonly string[]) => asAsked(terms, asked.equivalents);
  const held = passage.sentences.map((sentence) => said(indexTerms(sentence.text)));
  const cosines = passage.sentences.map((sentence) => clamp(dotQuantized(vector, sentence.vector)));
  const around = indexTerms(`${passage.title}\n${passage.heading ?? ''}`);
  const whole = said([...held.flat(), ...around]);
  const inPassage = bm25(weights, whole, PASSAGE_TERMS);
  const names = nameCoverage(asked.named, wholeOf(passage));
  return passage.sentences.map((sentence, at) => {
    const own = held[at] ?? [];
    const near = held.slice(Math.max(0, at - 1), at + 2).flat();
    const scores = {
      sentence: bm25(weights, own, SENTENCE_TERMS),
      neighbourhood: bm25(weights, near, 3 * SENTENCE_TERMS),
      passage: inPassage,
    };
    const features = {
      sentenceDense: cosines[at] ?? 0,
      passageDense: clamp(dense || 0.9 * Math.max(...cosines)),
      coverage: coverage(weights, own),
      contextCoverage: coverage(weights, said([...near, ...around])),
      passageCoverage: coverage(weights, whole),
      rarestHere: Number(asked.rare !== undefined && own.includes(asked.rare)),
      rarestNear: Number(asked.rare !== undefined && whole.includes(asked.rare)),
      pairs: pairShare(terms, own),
      expected: asked.expected(sentence.text),
      passageRank: 1 / (1 + rank),
      length: Math.min(1, own.length / 60),
      fragment: Number(own.length < 5),
      news: own.length === 0 ? 0 : own.filter((term) => !weights.has(term)).length / own.length,
      pointsBack: Number(POINTS_BACK.test(sentence.text)),
      asks: Number(/\?["”’)]*$/.test(sentence.text)),
    };
    const { title, heading } = passage;
    return { sentence, features, bm25: scores, names, ...(title && { title }), ...(heading && { heading }) };
  });
}

/** A passage's text with its title and heading. */
function wholeOf({ title, heading = '', sentences }: StoredPassage): string {
  return [title, heading, ...sentences.map(({ text }) => text)].join('\n');
}

/** Usual numbers of terms, which BM25 measures lengths by. */
const SENTENCE_TERMS = 20;
const PASSAGE_TERMS = 80;

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
