import type { ConfidenceWeights } from '../../../src/answer/decide.js';
import type { AnalysedQuestion } from '../../../src/answer/question/analysed-question.js';
import { type ConfidenceFeatures, confidenceFeatures } from '../../../src/answer/ranking/confidence-features.js';
import { rank, type Weights } from '../../../src/answer/ranking/rank.js';
import type { AllFeatures, RankedSentence } from '../../../src/answer/ranking/ranked-sentence.js';
import { type FusionWeights, LISTS, type ListName } from '../../../src/search/retrieval/retrieve.js';
import { ANSWERABLE } from '../measuring/metrics.js';
import { dot, fitLogistic, fitRanking } from './fit.js';

/** A question's candidates with the gold article, which of them are right by id, and the candidates without it. */
export interface Example {
  readonly question: AnalysedQuestion;
  /** The paragraph of which it was asked: what one fold of a cross-validation keeps together. */
  readonly paragraph: string;
  readonly candidates: readonly RankedSentence[];
  readonly right: ReadonlySet<number>;
  readonly without: readonly RankedSentence[];
}

/** The examples, in their order, with both lists of each put through the same step; two at a time, as each reader has a thread. */
export async function mapExamples(
  examples: readonly Example[],
  step: (question: AnalysedQuestion, sentences: readonly RankedSentence[]) => Promise<readonly RankedSentence[]>,
  onExample: (done: number) => void = () => {},
): Promise<Example[]> {
  const mapped: Example[] = [];
  let [next, done] = [0, 0];
  const work = async () => {
    for (let at = next++; at < examples.length; at = next++) {
      const example = examples[at] as Example;
      const candidates = await step(example.question, example.candidates);
      mapped[at] = { ...example, candidates, without: await step(example.question, example.without) };
      onExample(++done);
    }
  };
  await Promise.all([work(), work()]);
  return mapped;
}

/** How much a place in each of the lists that are fused counts, by the same loss over passages. */
export function fitFusionWeights(
  examples: readonly { lists: Readonly<Record<ListName, readonly number[]>>; right: ReadonlySet<number> }[],
): FusionWeights {
  const fitted = examples.map(({ lists, right }) => {
    const ids = [...new Set(LISTS.flatMap((name) => lists[name]))];
    const place = (list: readonly number[], id: number) => (list.includes(id) ? 60 / (61 + list.indexOf(id)) : 0);
    return {
      rows: ids.map((id) => Float64Array.from(LISTS, (name) => place(lists[name], id))),
      right: ids.map((id) => right.has(id)),
    };
  });
  const weights = named(LISTS, fitRanking(fitted, LISTS.length));
  const most = Math.max(...Object.values(weights));
  // A list that is no help by itself keeps a little weight: on other collections it may be.
  return named(
    LISTS,
    Float64Array.from(LISTS, (name) => Math.max(0.1, weights[name] / most)),
  );
}

export function fitRankingWeights(examples: readonly Example[], names: readonly (keyof AllFeatures)[]): Weights {
  const lists = examples.map(({ candidates, right }) => ({
    rows: candidates.map(({ features }) => Float64Array.from(names, (name) => features[name] ?? 0)),
    right: candidates.map(({ sentence }) => right.has(sentence.id)),
  }));
  return named(names, fitRanking(lists, names.length));
}

/**
 * First what tells an answer's presence from its absence, then how often such evidence goes with a right first sentence
 * (Platt scaling): two linear steps, so one set of weights holds both.
 */
export function fitConfidenceWeights(
  examples: readonly Example[],
  ranking: Weights,
  names: readonly (keyof ConfidenceFeatures)[],
): ConfidenceWeights {
  const rows: Float64Array[] = [];
  const present: boolean[] = [];
  const rightFirst: boolean[] = [];
  for (const { candidates, without, right, question } of examples) {
    for (const sentences of [candidates, without]) {
      const [first, ...rest] = rank(sentences, ranking);
      if (!first) continue;
      const features = confidenceFeatures([first, ...rest], question.terms.length);
      rows.push(Float64Array.from([...names.map((name) => features[name]), 1]));
      present.push(sentences === candidates);
      rightFirst.push(sentences === candidates && right.has(first.sentence.id));
    }
  }
  const presence = fitLogistic(rows, present, { rising: names.length });
  const evidence = rows.map((row) => Float64Array.of(dot(presence, row), 1));
  const answerable = present.filter(Boolean).length;
  const ofEach = ANSWERABLE / answerable;
  const ofOthers = (1 - ANSWERABLE) / (present.length - answerable);
  const shares = present.map((is) => (is ? ofEach : ofOthers));
  const [scale = 1, shift = 0] = fitLogistic(evidence, rightFirst, { shares });
  const scaled = presence.map((weight, at) => scale * weight + (at === names.length ? shift : 0));
  return named([...names, 'bias'], scaled) as ConfidenceWeights;
}

function named<Name extends string>(names: readonly Name[], values: Float64Array): Record<Name, number> {
  return Object.fromEntries(names.map((name, at) => [name, Number((values[at] ?? 0).toFixed(4))])) as Record<
    Name,
    number
  >;
}
