import type { Parts } from '../../../src/app/wiring.js';
import { openCorpus } from '../../../src/calibration/corpus.js';
import { judgeOver } from '../../../src/calibration/judge.js';
import { type BenchQuestion, type QuestionSet, sample } from '../../../src/calibration/question-set.js';
import { readQuestionSet } from '../../../src/calibration/read-question-set.js';
import type { Config } from '../../../src/config/config.js';
import type { FusionWeights } from '../../../src/search/retrieval/retrieve.js';
import { exampleOf, listsOf } from './collect.js';
import type { Example } from './fit-weights.js';

/** A question set with an index over its articles, and the questions drawn from it. */
export interface OpenSet {
  readonly file: string;
  readonly set: QuestionSet;
  readonly questions: readonly BenchQuestion[];
  readonly parts: Parts;
}

/** Opens an index over the articles of each set, without a reader, and draws so many of its questions by the seed. */
export async function openSets(
  config: Config,
  files: readonly string[],
  drawn: { readonly sample: number; readonly seed: number },
): Promise<OpenSet[]> {
  const sets: OpenSet[] = [];
  for (const file of files) {
    const set = await readQuestionSet(file);
    const parts = await openCorpus({ ...config, reader: 'off' }, set, () => {});
    sets.push({ file, set, questions: sample(set.questions, drawn.sample, drawn.seed), parts });
  }
  return sets;
}

/** Does the work for one set after the other. */
export async function overAll<T>(sets: readonly OpenSet[], work: (set: OpenSet) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const each of sets) results.push(await work(each));
  return results;
}

/** The retrieval lists of each answerable question. */
export function listsIn({ set, questions, parts }: OpenSet) {
  return parts.library.use(async (generation) => {
    const isRight = judgeOver(generation, set);
    const lists = [];
    for (const each of questions) {
      if (each.gold.length > 0) lists.push(await listsOf(each, generation, parts, isRight));
    }
    return lists;
  });
}

/** What there is to learn from each question, with the lists fused by the weights. */
export function examplesIn({ file, set, questions, parts }: OpenSet, fusion: FusionWeights) {
  return parts.library.use(async (generation) => {
    const isRight = judgeOver(generation, set);
    const examples: Example[] = [];
    for (const [number, question] of questions.entries()) {
      const paragraph = `${file} ${question.about ?? question.id}`;
      examples.push(await exampleOf(question, number, paragraph, generation, parts, isRight, fusion));
    }
    return examples;
  });
}
