import type { QuestionSet } from '../../../src/calibration/question-set.js';
import { UserError } from '../../../src/runtime/errors.js';

/** Combines sets into one and keeps their article ids distinct. @throws UserError for a set about a folder of articles. */
export function joined(sets: readonly QuestionSet[]): QuestionSet {
  const [only] = sets;
  if (sets.some(({ articles }) => !articles)) {
    throw new UserError(
      'The articles to multiply must come with a set in SQuAD format; the golden format only names a folder.',
    );
  }
  if (only && sets.length === 1) return only;
  return {
    questions: sets.flatMap(({ questions }) => questions),
    misplaced: sets.flatMap(({ misplaced }) => misplaced),
    articles: sets.flatMap(({ articles }, at) => articles?.map(({ id, text }) => ({ id: `${at}-${id}`, text })) ?? []),
  };
}
