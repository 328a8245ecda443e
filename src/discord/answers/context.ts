import type { Answer, Quote } from '../../answer/quoting/answer.js';
import { shownText } from '../../answer/quoting/slice.js';
import { paragraphsAround } from '../../article/text/around.js';
import { asRead } from '../../article/text/joins.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card, MAX_TEXT } from '../components/card.js';
import { citationLine } from '../components/citation.js';
import { piecesMarked } from '../components/clip.js';
import type { AnswerView } from './answer.js';
import { answerId } from './answer-buttons.js';
import { questionTexts } from './question.js';

/** Longest piece of a paragraph in one block quote. */
const LONGEST_PIECE = 700;
const BETWEEN = '\n> \n';

/**
 * The whole paragraph around a quote, with the quote in bold, in pages that continue with the next quote.
 * @param at the 0-based quote, and the page of its paragraph (default: where the quote begins). The nearest existing one is
 * shown.
 */
export function renderContext(
  question: string,
  answer: Exclude<Answer, { kind: 'nothing' }>,
  view: AnswerView & { readonly id: string },
  at: { readonly quote: number; readonly page?: number },
): Card {
  const { t, id } = view;
  const position = Math.min(at.quote, answer.quotes.length - 1);
  const quote = answer.quotes[position] ?? answer.quotes[0];
  const heading = `❝ ${t('answer:heading.context')}`;
  const texts = questionTexts(heading, question, view.searched ?? question, t('answer:searchedAs'));
  const citation = `\n-# ${citationLine(quote, view)}`;
  const taken = texts.map(({ content }) => content).join('').length + citation.length;
  const pages = pagesAround(quote, view, MAX_TEXT - taken);
  const begins = Math.max(
    0,
    pages.findIndex((page) => page.includes('**')),
  );
  const page = Math.min(at.page ?? begins, pages.length - 1);
  const to = (label: string, ...target: number[]) => button(label, answerId('context', id, ...target));
  const previous = t('answer:button.previous');
  const next = t('answer:button.next');
  const turning = [
    ...(page > 0 ? [to(previous, position, page - 1)] : position > 0 ? [to(previous, position - 1)] : []),
    ...(page < pages.length - 1
      ? [to(next, position, page + 1)]
      : position < answer.quotes.length - 1
        ? [to(next, position + 1)]
        : []),
  ];
  return card(
    COLOURS[answer.kind],
    [texts, `${pages[page] ?? '> …'}${citation}`],
    [button(t('answer:button.quotes'), answerId('page', id, position), { emoji: '↩️' }), ...turning],
  );
}

/** Block quotes of up to `room` UTF-16 units, the quote in bold in one or more of them. */
function pagesAround(quote: Quote, { articleOf }: AnswerView, room: number): string[] {
  const article = articleOf(quote.articleId);
  const around = article ? paragraphsAround(article, quote) : [];
  const paragraphs = around.length > 0 ? around : [quote];
  const pieces = paragraphs.flatMap(({ start, end }) => {
    const mark = { start: Math.max(start, quote.start) - start, end: Math.min(end, quote.end) - start };
    const marks = mark.start < mark.end ? [mark] : [];
    return piecesMarked(
      article ? asRead(article, { start, end }) : shownText(quote),
      marks,
      Math.min(LONGEST_PIECE, room - '> '.length),
    );
  });
  const pages: string[] = [];
  for (const piece of pieces) {
    const last = pages.at(-1);
    const joined = `${last}${BETWEEN}> ${piece}`;
    if (last !== undefined && joined.length <= room) pages[pages.length - 1] = joined;
    else pages.push(`> ${piece}`);
  }
  return pages;
}
