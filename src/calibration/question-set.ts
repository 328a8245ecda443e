import type { Span } from '../article/model/article.js';
import type { Generation } from '../library/generations/generation.js';
import { seeded } from './random.js';

/** The place of a question's answer: offsets into the article as the set has it, or a string in it. */
type Gold = { readonly articleId: string } & (Span | { readonly quote: string });

export interface BenchQuestion {
  readonly id: string;
  /** Its place in the file, for messages: "line 7". */
  readonly where: string;
  readonly question: string;
  /** As the set says, such as "twist"; otherwise "answerable" or "unanswerable". */
  readonly kind: string;
  /** Each of them is right; none means that the articles do not answer. */
  readonly gold: readonly Gold[];
  /** The article that the question was written about, whether or not it has the answer. */
  readonly about?: string;
}

export interface QuestionSet {
  readonly questions: readonly BenchQuestion[];
  /** The articles that come with the questions, each a paragraph; absent if the set is about a folder of articles. */
  readonly articles?: readonly { readonly id: string; readonly text: string }[];
  /** A sentence for each answer that is not where its set says. */
  readonly misplaced: readonly string[];
}

/** A question is answerable if it has gold answers. */
export function isAnswerable({ gold }: Pick<BenchQuestion, 'gold'>): boolean {
  return gold.length > 0;
}

/** A sentence for each answer that the articles do not contain and that could never be found. */
export function answersNotHeld({ questions }: QuestionSet, { store }: Generation): string[] {
  return questions.flatMap(({ where, gold }) =>
    gold.flatMap((each) => {
      if (!('quote' in each)) return [];
      const text = store.article(each.articleId)?.text;
      if (text === undefined) return [`${where}: there is no article "${each.articleId}"`];
      return text.includes(each.quote) ? [] : [`${where}: "${each.quote}" is not in ${each.articleId}`];
    }),
  );
}

/** A sample of `size` elements, the same for the same seed (Fisher–Yates shuffle). */
export function sample<T>(all: readonly T[], size: number, seed: number): T[] {
  const random = seeded(seed);
  const shuffled = [...all];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled.slice(0, size);
}
