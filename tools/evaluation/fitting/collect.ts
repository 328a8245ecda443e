import { analyseQuestion } from '../../../src/answer/question/analyse.js';
import { type Models, retrieveSentences, type Searchable } from '../../../src/answer/rank-sentences.js';
import type { RankedSentence } from '../../../src/answer/ranking/ranked-sentence.js';
import type { Judge } from '../../../src/calibration/judge.js';
import type { BenchQuestion } from '../../../src/calibration/question-set.js';
import { type FusionWeights, searchLists } from '../../../src/search/retrieval/retrieve.js';
import type { Example } from './fit-weights.js';

/** One answerable question in so many is also asked with its article left out. */
const WITHOUT_EVERY = 3;

/** A question's lists, and the passages in them that hold an answer. */
export async function listsOf(
  question: BenchQuestion,
  { vectors, store }: Searchable,
  { embedder }: Pick<Models, 'embedder'>,
  isRight: Judge,
) {
  const [vector] = await embedder.embed([question.question], 'query');
  const { lists } = searchLists(
    analyseQuestion(question.question, store).searchTerms,
    vector as Float32Array,
    vectors,
    store,
  );
  const ids = [...new Set(Object.values(lists).flat())];
  const right = store.passages(ids).filter(({ sentences }) => sentences.some((each) => isRight(question, each)));
  return { lists, right: new Set(right.map(({ id }) => id)) };
}

/**
 * What there is to learn from a question: what retrieval finds for it, and which of that is right. Every other question is asked
 * as in chat, in lower case. Whatever is found for a question that the articles do not answer is wrong.
 */
export async function exampleOf(
  { question, gold, ...rest }: BenchQuestion,
  number: number,
  paragraph: string,
  searchable: Searchable,
  models: Pick<Models, 'embedder'>,
  isRight: Judge,
  fusion: FusionWeights,
): Promise<Example> {
  const typed = number % 2 === 0 ? question : question.toLowerCase().replace(/[\s?!.]+$/u, '');
  const asked = analyseQuestion(typed, searchable.store);
  const found = await retrieveSentences(asked, searchable, models, { fusion });
  const example = { question: asked, paragraph };
  if (gold.length === 0) return { ...example, candidates: [], right: new Set(), without: found };
  const right = new Set(
    found.flatMap(({ sentence }) => (isRight({ question, gold, ...rest }, sentence) ? [sentence.id] : [])),
  );
  const [first] = gold;
  const without: readonly RankedSentence[] =
    first && 'start' in first && number % WITHOUT_EVERY === 0
      ? await retrieveSentences(asked, searchable, models, { fusion, without: first.articleId })
      : [];
  return { ...example, candidates: found, right, without };
}
