import { memoize } from '../runtime/memoize.js';
import { inStage } from '../runtime/timings.js';
import type { StoredSummary } from '../search/ports.js';
import { indexTerms } from '../search/text/terms.js';
import { newestFirst } from './claims/disagreement.js';
import { outcomeOf, thresholds } from './decide.js';
import { perhapsFollowUp, standAlone } from './follow-up.js';
import { analyseQuestion } from './question/analyse.js';
import { asAsked } from './question/equivalents.js';
import { type Filters, NO_FILTERS, parseQuestion, scopeOf, withoutFilters } from './question/filters.js';
import { speltOut } from './question/spelling.js';
import type { AnalysedQuestion } from './question/types.js';
import type { Answer } from './quoting/answer.js';
import { chooseQuotes, MOST_QUOTES, type Quotable, quoteEach } from './quoting/quotes.js';
import { shownText } from './quoting/slice.js';
import { verify } from './quoting/verify.js';
import { type Models, type Ranking, rankSentences, type Searchable } from './rank-sentences.js';

export interface AnswerOptions {
  readonly filters?: Filters;
  /** Which articles may be quoted; all when left out. */
  readonly among?: (article: StoredSummary) => boolean;
  /** Quotes at the most, 1 to 10; three when left out. */
  readonly most?: number;
  /** Told of the ranking that the quotes are chosen from. */
  readonly onRanking?: (ranking: Ranking) => void;
  readonly signal?: AbortSignal;
}

/** An answer, and the question as it was searched with. */
export interface Asked {
  readonly asked: string;
  readonly answer: Answer;
}

/**
 * Answers a question as it was typed, completed from the one before it where it needs that. Where only the articles can tell
 * whether it does, both ways are tried, and the completed one is kept when its answer is surer and holds the question's word.
 * @throws QuestionError when the question is none, or a filter names what is not there.
 */
export async function answerTyped(
  question: string,
  previous: string | undefined,
  searchable: Searchable,
  models: Models,
  { onRanking, ...rest }: Omit<AnswerOptions, 'filters'> = {},
): Promise<Asked> {
  const ask = async (typed: string) => {
    const { text, filters } = parseQuestion(typed);
    let ranking: Ranking | undefined;
    const keep = (each: Ranking) => {
      ranking = each;
    };
    const answered = await answer(text, searchable, models, { ...rest, filters, onRanking: keep });
    const { searchedAs } = answered;
    const asked = searchedAs ? [...withoutFilters(typed).filters, searchedAs].join(' ') : typed;
    return { asked, answer: answered, ranking };
  };
  // Whether a question needs the one before it shows in words that chats spell otherwise.
  const { text: spelt } = speltOut(question);
  const completedFrom = (completed: string) => (completed === spelt ? question : completed);
  const alone = await ask(completedFrom(standAlone(spelt, previous)));
  const perhaps = perhapsFollowUp(spelt, previous);
  const completed = perhaps === undefined ? undefined : await ask(perhaps);
  const isFollowUp =
    completed &&
    completed.answer.confidence > alone.answer.confidence &&
    holdsTerms(analyseQuestion(withoutFilters(question).text, searchable.store), completed.answer);
  const { ranking, ...kept } = isFollowUp ? completed : alone;
  if (ranking) onRanking?.(ranking);
  return kept;
}

/** Whether the first quote holds what the question itself says, whatever the one before it did. */
function holdsTerms({ terms, equivalents }: AnalysedQuestion, { quotes: [first] }: Answer): boolean {
  const held = new Set(asAsked(indexTerms(first ? shownText(first) : ''), equivalents));
  return terms.every((term) => held.has(term));
}

/**
 * Answers a checked question from one generation, which has to stay open meanwhile.
 * @throws QuestionError when a filter names what is not there.
 */
export async function answer(
  question: string,
  searchable: Searchable,
  models: Models,
  { filters = NO_FILTERS, among, most, onRanking, signal }: AnswerOptions = {},
): Promise<Answer> {
  const articleOf = memoize((id: string) => searchable.store.article(id));
  const scope = scopeOf(filters, () => searchable.store.summaries(), among);
  const options = { ...(scope && { scope }), ...(signal && { signal }) };
  const inScope = scope?.articles && new Set(scope.articles);
  const articles: Quotable = {
    articleOf,
    copiesOf: ({ same }) =>
      same === undefined
        ? []
        : searchable.store.sentencesLike(same).filter(({ sentence }) => inScope?.has(sentence.articleId) ?? true),
  };
  const analysed = analyseQuestion(question, searchable.store);
  const searched = analysed.searchedAs === undefined ? {} : { searchedAs: analysed.searchedAs };
  const ranking = await rankSentences(analysed, searchable, models, options);
  onRanking?.(ranking);
  const { sentences, confidence, claims } = ranking;
  signal?.throwIfAborted();
  const kind = outcomeOf(confidence, thresholds(models));
  if (kind === 'nothing') return { kind, confidence, quotes: [], ...searched };
  const differ = kind === 'answered' && claims.length > 0;
  const [first, ...rest] = inStage('quote', () =>
    differ
      ? quoteEach(analysed, newestFirst(claims.slice(0, MOST_QUOTES), articleOf), sentences, articles)
      : chooseQuotes(analysed, sentences, articles, kind === 'answered', most),
  );
  if (!first) return { kind: 'nothing', confidence, quotes: [], ...searched };
  return verify({ kind, confidence, quotes: [first, ...rest], ...(differ && { differ }), ...searched }, articleOf);
}
