import { memoize } from '../runtime/memoize.js';
import { inStage } from '../runtime/timings.js';
import type { StoredSummary } from '../search/ports.js';
import { indexTerms } from '../search/text/terms.js';
import { newestFirst } from './claims/disagreement.js';
import { outcomeOf, thresholds } from './decide.js';
import { completeFollowUp, possibleFollowUp } from './follow-up.js';
import { analyseQuestion } from './question/analyse.js';
import type { AnalysedQuestion } from './question/analysed-question.js';
import { asAsked } from './question/equivalents.js';
import { type Filters, NO_FILTERS, parseQuestion, scopeOf, withoutFilters } from './question/filters.js';
import { speltOut } from './question/spelling.js';
import type { Answer } from './quoting/answer.js';
import { chooseQuotes, MAX_QUOTES, type Quotable, quoteEach } from './quoting/quotes.js';
import { shownText } from './quoting/slice.js';
import { verify } from './quoting/verify.js';
import { type Models, type Ranking, rankSentences, type Searchable } from './rank-sentences.js';

interface AnswerOptions {
  readonly filters?: Filters;
  /** Which articles may be quoted; all if omitted. */
  readonly among?: (article: StoredSummary) => boolean;
  /** Maximum number of quotes, 1 to 10; default 3. */
  readonly most?: number;
  /** Receives the ranking that the quotes are chosen from. */
  readonly onRanking?: (ranking: Ranking) => void;
  readonly signal?: AbortSignal;
}

/** An answer, with the question that was searched with. */
interface Asked {
  readonly asked: string;
  readonly answer: Answer;
}

/**
 * Answers a question as it was typed. A follow-up is completed from the previous question. Where only the articles can show
 * whether it is one, both readings are tried; the completed one wins if its answer has a higher confidence and holds the
 * question's words.
 * @throws QuestionError when the question is empty or too long, or a filter is invalid or matches nothing.
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
  // The words that show whether a question is a follow-up may be in chat spelling.
  const { text: spelt } = speltOut(question);
  const completedFrom = (completed: string) => (completed === spelt ? question : completed);
  const alone = await ask(completedFrom(completeFollowUp(spelt, previous)));
  const perhaps = possibleFollowUp(spelt, previous);
  const completed = perhaps === undefined ? undefined : await ask(perhaps);
  const isFollowUp =
    completed &&
    completed.answer.confidence > alone.answer.confidence &&
    holdsTerms(analyseQuestion(withoutFilters(question).text, searchable.store), completed.answer);
  const { ranking, ...kept } = isFollowUp ? completed : alone;
  if (ranking) onRanking?.(ranking);
  return kept;
}

/** Whether the first quote holds the question's own terms, not just those taken from the previous question. */
function holdsTerms({ terms, equivalents }: AnalysedQuestion, { quotes: [first] }: Answer): boolean {
  const held = new Set(asAsked(indexTerms(first ? shownText(first) : ''), equivalents));
  return terms.every((term) => held.has(term));
}

/**
 * Answers a parsed question from one generation, which must stay open until this returns.
 * @throws QuestionError when a filter matches nothing.
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
      ? quoteEach(analysed, newestFirst(claims.slice(0, MAX_QUOTES), articleOf), sentences, articles)
      : chooseQuotes(analysed, sentences, articles, kind === 'answered', most),
  );
  if (!first) return { kind: 'nothing', confidence, quotes: [], ...searched };
  return verify({ kind, confidence, quotes: [first, ...rest], ...(differ && { differ }), ...searched }, articleOf);
}
