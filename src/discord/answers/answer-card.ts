import type { Answer } from '../../answer/quoting/answer.js';
import { otherLanguageNote } from '../../app/other-language.js';
import type { Askable } from '../../app/verbatim.js';
import type { Language, Words } from '../../i18n/words.js';
import type { ShownAnswer } from '../../state/shown.js';
import type { Card } from '../components/card.js';
import type { Access } from '../dispatch/access.js';
import type { RequestContext } from '../dispatch/request-context.js';
import type { Viewer } from '../dispatch/viewer.js';
import { type AnswerView, renderAnswer } from './answer.js';
import { renderComparison } from './comparison.js';
import type { QuestionOnCard } from './question.js';
import { rememberedAs, restored } from './restored.js';
import { limitOf, type SourceLimit } from './source-limit.js';

export interface Showing {
  /** Whether only who asked is going to see it. Everything else is quoted from what is open to all. */
  readonly isPrivate?: boolean;
  /** What the answer is limited to. */
  readonly limit?: SourceLimit | undefined;
  /** What was searched with, where the question was completed. */
  readonly searched?: string;
}

/** The articles that a card may quote. */
export function articlesFor({ own, open }: Pick<Access, 'own' | 'open'>, isPrivate: boolean): Askable {
  return isPrivate ? own : open;
}

/** Asks, and makes the card. `previous` is the question before, where this one may need it to be understood. */
export async function answerTo(
  question: string,
  context: RequestContext,
  { previous, ...showing }: Omit<Showing, 'searched'> & { readonly previous?: string },
): Promise<Answered> {
  let searched = question;
  const onAsked = (asked: string) => {
    searched = asked;
  };
  const limits = showing.limit ? { articles: showing.limit.articles } : {};
  const options = { ...limits, ...(previous !== undefined && { previous }), onAsked };
  const answer = await articlesFor(context.access, showing.isPrivate ?? false).ask(question, options);
  return { card: answerCard(question, answer, context, { ...showing, searched }), answer, searched };
}

export interface Answered {
  readonly card: Card;
  readonly answer: Answer;
  /** The question as it was searched with. */
  readonly searched: string;
}

/**
 * The card of an answer as it can be shown at this moment, remembered so that its buttons work: what was changed since it was
 * found, or may not be seen here, is not on it.
 */
export function answerCard(question: string, answer: Answer, context: RequestContext, showing: Showing = {}): Card {
  const { isPrivate = false, limit, searched = question } = showing;
  const checked = articlesFor(context.access, isPrivate).verified(answer);
  const shown = { ...rememberedAs(checked), ...(limit && { source: limit.value }) };
  return cardOf({ asked: question, searched }, shown, context, { isPrivate, counts: true });
}

/** Remembers an answer that is shown for the first time, and makes its card. `counts` unless it was shown elsewhere before. */
export function cardOf(
  question: QuestionOnCard,
  shown: ShownAnswer,
  context: RequestContext,
  { isPrivate, counts }: { readonly isPrivate: boolean; readonly counts: boolean },
): Card {
  const id = remembered(shown, context, counts);
  return renderShown(question, shown, context, { isPrivate, ...(id !== undefined && { id }) });
}

/** An answer that can't be remembered is an answer all the same: it is shown without buttons. */
function remembered(
  shown: ShownAnswer,
  { app: { state, logger }, viewer: { guild } }: RequestContext,
  counts: boolean,
): string | undefined {
  try {
    return state.shown.add(shown, guild ?? '', counts);
  } catch (err) {
    logger.error({ err }, 'an answer could not be remembered');
    return undefined;
  }
}

/** The card of a remembered answer, from the articles as they are at this moment. `quote` is one that is to be on it. */
export function renderShown(
  { asked, searched }: QuestionOnCard,
  shown: ShownAnswer,
  context: RequestContext,
  { id, isPrivate, quote, wasShared }: ShownCard,
): Card {
  const articles = articlesFor(context.access, isPrivate);
  const { answer, lost } = restored(shown, articles);
  const limit = shown.source === undefined ? undefined : limitOf(shown.source, articles);
  const among = limit?.articles ?? shown.sides?.map(({ article }) => article);
  const note = shown.kind === 'answered' ? undefined : languageNote(searched, articles, context.viewer.language, among);
  const view: AnswerView = {
    ...readerOf(context.viewer, context.words, articles),
    searched,
    lost,
    ...(id !== undefined && { id }),
    ...(limit && { source: limit.name }),
    ...(quote !== undefined && { quote }),
    ...(note !== undefined && { note }),
    ...(shown.isMore && { isMore: true }),
    mayShare: isPrivate && !wasShared && isOpen(shown, context.viewer, context.access),
  };
  if (!shown.sides) return renderAnswer(asked, answer, view);
  const summaries = new Map(articles.sources().map((source) => [source.id, source]));
  return renderComparison(asked, answer, shown.sides, (article) => summaries.get(article), view);
}

/** That a question is in another language than the articles that it was asked of, where that is sure. */
function languageNote(question: string, articles: Askable, language: Language, among?: readonly string[]) {
  const wanted = among && new Set(among);
  const sources = articles.sources().filter(({ id }) => wanted?.has(id) ?? true);
  return otherLanguageNote(question, sources, language);
}

export interface ShownCard {
  /** Without one, the card has no buttons. */
  readonly id?: string;
  readonly isPrivate: boolean;
  readonly quote?: number;
  readonly wasShared?: boolean;
}

export function readerOf({ language }: Viewer, t: Words, articles: Askable) {
  return { language, t, articleOf: articles.source };
}

/** Whether everybody in the channel may see all of an answer, and it is still as it was. */
export function isOpen(shown: ShownAnswer, { guild }: Viewer, { open }: Pick<Access, 'open'>): boolean {
  const { answer, lost } = restored(shown, open);
  const also = (quotes: readonly { also?: readonly unknown[] | undefined }[]) =>
    quotes.reduce((sum, each) => sum + (each.also?.length ?? 0), 0);
  const sides = (shown.sides ?? []).every(({ article }) => open.source(article));
  return guild !== undefined && sides && lost.length === 0 && also(answer.quotes) === also(shown.quotes);
}
