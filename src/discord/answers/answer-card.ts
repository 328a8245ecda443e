import type { Answer } from '../../answer/quoting/answer.js';
import { otherLanguageNote } from '../../app/other-language.js';
import type { Askable } from '../../app/verbatim.js';
import type { ShownAnswer } from '../../state/shown.js';
import type { Card } from '../components/card.js';
import type { Visit } from '../dispatch/request-context.js';
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
export function articlesFor({ own, open }: Visit, isPrivate: boolean): Askable {
  return isPrivate ? own : open;
}

/** Asks, and makes the card. `previous` is the question before, where this one may need it to be understood. */
export async function answerTo(
  question: string,
  visit: Visit,
  { previous, ...showing }: Omit<Showing, 'searched'> & { readonly previous?: string },
): Promise<Answered> {
  let searched = question;
  const onAsked = (asked: string) => {
    searched = asked;
  };
  const limits = showing.limit ? { articles: showing.limit.articles } : {};
  const options = { ...limits, ...(previous !== undefined && { previous }), onAsked };
  const answer = await articlesFor(visit, showing.isPrivate ?? false).ask(question, options);
  return { card: answerCard(question, answer, visit, { ...showing, searched }), answer, searched };
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
export function answerCard(question: string, answer: Answer, visit: Visit, showing: Showing = {}): Card {
  const { isPrivate = false, limit, searched = question } = showing;
  const checked = articlesFor(visit, isPrivate).verified(answer);
  const shown = { ...rememberedAs(checked), ...(limit && { source: limit.value }) };
  return cardOf({ asked: question, searched }, shown, visit, { isPrivate, counts: true });
}

/** Remembers an answer that is shown for the first time, and makes its card. `counts` unless it was shown elsewhere before. */
export function cardOf(
  question: QuestionOnCard,
  shown: ShownAnswer,
  visit: Visit,
  { isPrivate, counts }: { readonly isPrivate: boolean; readonly counts: boolean },
): Card {
  const id = remembered(shown, visit, counts);
  return renderShown(question, shown, visit, { isPrivate, ...(id !== undefined && { id }) });
}

/** An answer that can't be remembered is an answer all the same: it is shown without buttons. */
function remembered(shown: ShownAnswer, { state, guild, logger }: Visit, counts: boolean): string | undefined {
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
  visit: Visit,
  { id, isPrivate, quote, wasShared }: ShownCard,
): Card {
  const articles = articlesFor(visit, isPrivate);
  const { answer, lost } = restored(shown, articles);
  const limit = shown.source === undefined ? undefined : limitOf(shown.source, articles);
  const among = limit?.articles ?? shown.sides?.map(({ article }) => article);
  const note = shown.kind === 'answered' ? undefined : languageNote(searched, articles, visit, among);
  const view: AnswerView = {
    ...readerOf(visit, articles),
    searched,
    lost,
    ...(id !== undefined && { id }),
    ...(limit && { source: limit.name }),
    ...(quote !== undefined && { quote }),
    ...(note !== undefined && { note }),
    ...(shown.isMore && { isMore: true }),
    mayShare: isPrivate && !wasShared && isOpen(shown, visit),
  };
  if (!shown.sides) return renderAnswer(asked, answer, view);
  const summaries = new Map(articles.sources().map((source) => [source.id, source]));
  return renderComparison(asked, answer, shown.sides, (article) => summaries.get(article), view);
}

/** That a question is in another language than the articles that it was asked of, where that is sure. */
function languageNote(question: string, articles: Askable, { language }: Visit, among?: readonly string[]) {
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

export function readerOf({ language, t }: Visit, articles: Askable) {
  return { language, t, articleOf: articles.source };
}

/** Whether everybody in the channel may see all of an answer, and it is still as it was. */
export function isOpen(shown: ShownAnswer, { open, guild }: Visit): boolean {
  const { answer, lost } = restored(shown, open);
  const also = (quotes: readonly { also?: readonly unknown[] | undefined }[]) =>
    quotes.reduce((sum, each) => sum + (each.also?.length ?? 0), 0);
  const sides = (shown.sides ?? []).every(({ article }) => open.source(article));
  return guild !== undefined && sides && lost.length === 0 && also(answer.quotes) === also(shown.quotes);
}
