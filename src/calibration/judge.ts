import type { Span } from '../article/model/article.js';
import type { Generation } from '../library/generations/generation.js';
import type { BenchQuestion, QuestionSet } from './question-set.js';

/** A span of an article that a system proposes as an answer. */
export interface Proposal extends Span {
  readonly articleId: string;
}

export type Judge = (question: BenchQuestion, proposal: Proposal) => boolean;

/** A span is right when it contains a gold offset, or a gold string, of its article. */
export function judgeOver({ store }: Generation, { articles }: Pick<QuestionSet, 'articles'>): Judge {
  const contexts = new Map(articles?.map(({ id, text }) => [id, text]));
  const shifts = new Map<string, number>();
  const shiftOf = (id: string): number => {
    const known = shifts.get(id);
    if (known !== undefined) return known;
    // Cleaning may remove white space before the text.
    const stored = store.article(id)?.text ?? '';
    const shift = Math.max(0, contexts.get(id)?.indexOf(stored.slice(0, 40)) ?? 0);
    shifts.set(id, shift);
    return shift;
  };
  return ({ gold }, { articleId, start, end }) =>
    gold.some((each) => {
      if (each.articleId !== articleId) return false;
      if ('quote' in each) return store.article(articleId)?.text.slice(start, end).includes(each.quote) ?? false;
      const offset = each.start - shiftOf(articleId);
      return offset >= start && offset < end;
    });
}
