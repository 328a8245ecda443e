import { answer } from '../answer/ask.js';
import { analyseQuestion } from '../answer/question/analyse.js';
import type { Answer } from '../answer/quoting/answer.js';
import { type Models, type Ranking, rankSentences, type Searchable } from '../answer/rank-sentences.js';

/** How Verbatim answers a question: the ranking, and what people are shown of it. */
interface Asked {
  readonly ranking: Pick<Ranking, 'sentences' | 'confidence'>;
  readonly answer: Answer;
}

/** Asks in the same way as people do. */
export async function askOnce(question: string, searchable: Searchable, models: Models): Promise<Asked> {
  let ranking: Asked['ranking'] = { sentences: [], confidence: 0 };
  const given = await answer(question, searchable, models, {
    onRanking(each) {
      ranking = each;
    },
  });
  return { ranking, answer: given };
}

/** The confidence of the best sentence when one article is left out. */
export async function confidenceWithout(
  article: string,
  question: string,
  searchable: Searchable,
  models: Models,
): Promise<number> {
  return (await rankSentences(analyseQuestion(question, searchable.store), searchable, models, { without: article }))
    .confidence;
}
