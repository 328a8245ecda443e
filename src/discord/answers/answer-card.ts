import type { Answer } from '../../answer/quoting/answer.js';
import { otherLanguageNote } from '../../app/other-language.js';
import type { Askable } from '../../app/verbatim.js';
import type { Language } from '../../i18n/words.js';
import type { Card } from '../components/card.js';
import type { Access } from '../dispatch/access.js';
import type { RequestContext } from '../dispatch/request-context.js';
import type { Viewer } from '../dispatch/viewer.js';
import { type AnswerView, renderAnswer } from './answer.js';
import { type CheckedAnswer, checked } from './checked-answer.js';
import { renderComparison } from './comparison.js';
import type { QuestionOnCard } from './question.js';
import { rememberedAs } from './restored.js';
import { limitOf, type SourceLimit } from './source-limit.js';

export interface Asking {
  /** Whether only the asker sees the answer. Otherwise, only articles that everyone there may see are quoted. */
  readonly isPrivate: boolean;
  /** The article or publisher that the answer is limited to. */
  readonly limit: SourceLimit | undefined;
  /** The previous question, which a follow-up may need to be understood. */
  readonly previous?: string;
}

export interface Answered {
  readonly card: Card;
  readonly answer: Answer;
  /** The question that was searched for, completed if it is a follow-up. */
  readonly searched: string;
}

/** The articles that a card may quote. */
export function articlesFor({ own, open }: Pick<Access, 'own' | 'open'>, isPrivate: boolean): Askable {
  return isPrivate ? own : open;
}

/** Asks and creates the card. Quotes that have changed since, or may not be seen here, are not on it. */
export async function answerTo(
  question: string,
  context: RequestContext,
  { isPrivate, limit, previous }: Asking,
): Promise<Answered> {
  let searched = question;
  const onAsked = (asked: string) => {
    searched = asked;
  };
  const limits = limit ? { articles: limit.articles } : {};
  const articles = articlesFor(context.access, isPrivate);
  const answer = await articles.ask(question, { ...limits, ...(previous !== undefined && { previous }), onAsked });
  const current = checked(answer, articles, limit ? { source: limit.value } : {});
  return {
    card: newCard({ asked: question, searched }, current, context, { isPrivate, counts: true }),
    answer,
    searched,
  };
}

/**
 * The card of a new answer, which is stored so that its buttons work. `counts`: whether its quotes are counted for /sources;
 * false if the answer was shown before.
 */
export function newCard(
  question: QuestionOnCard,
  current: CheckedAnswer,
  context: RequestContext,
  { isPrivate, counts }: { readonly isPrivate: boolean; readonly counts: boolean },
): Card {
  const id = remembered(current, context, counts);
  return renderCard(question, current, context, { isPrivate, ...(id !== undefined && { id }) });
}

/** Stores the answer. If that fails, the answer is shown without buttons. */
function remembered(
  { answer, origin }: CheckedAnswer,
  { app: { state, logger }, viewer }: Pick<RequestContext, 'app' | 'viewer'>,
  counts: boolean,
): string | undefined {
  try {
    return state.shown.add({ ...rememberedAs(answer), ...origin }, viewer.guild ?? '', counts);
  } catch (err) {
    logger.error({ err }, 'an answer could not be remembered');
    return undefined;
  }
}

export interface ShownCard {
  /** Without one, the card has no buttons. */
  readonly id?: string;
  readonly isPrivate: boolean;
  /** 0-based; the page with this quote is shown. */
  readonly quote?: number;
  readonly wasShared?: boolean;
}

/** The card of a checked answer. */
export function renderCard(
  { asked, searched }: QuestionOnCard,
  current: CheckedAnswer,
  { viewer, access, words }: Pick<RequestContext, 'viewer' | 'access' | 'words'>,
  { id, isPrivate, quote, wasShared }: ShownCard,
): Card {
  const { answer, origin, outcome, lost, articleOf } = current;
  const articles = articlesFor(access, isPrivate);
  const limit = origin.source === undefined ? undefined : limitOf(origin.source, articles);
  const among = limit?.articles ?? origin.sides?.map(({ article }) => article);
  const note = outcome === 'answered' ? undefined : languageNote(searched, articles, viewer.language, among);
  const view: AnswerView = {
    ...{ language: viewer.language, t: words, articleOf, searched, lost },
    ...(id !== undefined && { id }),
    ...(limit && { source: limit.name }),
    ...(quote !== undefined && { quote }),
    ...(note !== undefined && { note }),
    ...(origin.isMore && { isMore: true }),
    mayShare: isPrivate && !wasShared && isOpen(current, viewer, access),
  };
  if (!origin.sides) return renderAnswer(asked, answer, view);
  const summaries = new Map(articles.sources().map((source) => [source.id, source]));
  return renderComparison(asked, answer, origin.sides, (article) => summaries.get(article), view);
}

/** A note if the question is certainly in another language than the articles. */
function languageNote(question: string, articles: Askable, language: Language, among?: readonly string[]) {
  const wanted = among && new Set(among);
  const sources = articles.sources().filter(({ id }) => wanted?.has(id) ?? true);
  return otherLanguageNote(question, sources, language);
}

/** Whether everyone in the channel may see the whole answer, and it has not changed. */
export function isOpen(
  { answer, origin, isWhole }: CheckedAnswer,
  { guild }: Viewer,
  { open }: Pick<Access, 'open'>,
): boolean {
  if (guild === undefined || !isWhole) return false;
  const seen = new Set(open.sources().map(({ id }) => id));
  const quoted = answer.quotes.flatMap(({ articleId, also = [] }) => [
    articleId,
    ...also.map((each) => each.articleId),
  ]);
  const compared = origin.sides?.map(({ article }) => article) ?? [];
  return [...quoted, ...compared].every((id) => seen.has(id));
}
