import type { Answer, Quote } from '../../answer/quoting/answer.js';
import { shownText } from '../../answer/quoting/slice.js';
import { dateIn } from '../../i18n/names.js';
import { type Card, COLOURS, card, MAX_TEXT } from '../components/card.js';
import { alsoLine, briefCitation, citationLine, type Reader } from '../components/citation.js';
import { clip, clipMarked } from '../components/clip.js';
import { type Part, pagesOf } from '../components/layout.js';
import { answerActions } from './answer-buttons.js';
import { questionTexts } from './question.js';

/** Symbols of outcomes, so that colour is not the only difference. */
export const SYMBOLS = { answered: '●', differ: '⇄', closest: '◐', nothing: '○' } as const;

const MAX_QUOTES = 3;
const MAX_DATE = 40;
const MAX_NAME = 80;
const MAX_LOST = 3;

/** A quote that was shown and has changed since, by its number. The title is known if the article still exists. */
export interface Lost {
  readonly number: number;
  readonly title: string | undefined;
}

export interface AnswerView extends Reader {
  /** Id of the stored answer, for its buttons. Without it, the card has no buttons. */
  readonly id?: string;
  /** The question that was searched for, if it was completed. */
  readonly searched?: string;
  /** Name of the article or publisher that the question is limited to. */
  readonly source?: string;
  /** 0-based; the page with this quote is shown, or the nearest. */
  readonly quote?: number;
  readonly lost?: readonly Lost[];
  /** A note below the question, for example that it is in another language than the articles. */
  readonly note?: string;
  /** Whether these are additional quotes of an answer. */
  readonly isMore?: boolean;
  /** Whether the answer may be shown to others; adds a button for sharing. */
  readonly mayShare?: boolean;
}

/** An answer, in pages of up to three quotes: the question, then each quote as a block quote with its citation. */
export function renderAnswer(question: string, answer: Answer, view: AnswerView): Card {
  const { t, source, note } = view;
  const heading = headingOf(answer, view);
  const textsWith = (place: string) =>
    questionTexts(`${heading}${place}`, question, view.searched ?? question, t('answer:searchedAs'));
  const placeOf = (page: number, pages: number) => (pages > 1 ? ` · ${t('answer:pageOf', { page, pages })}` : '');
  const below = [
    ...(source === undefined ? [] : [`-# ${t('answer:onlyFrom', { source: clip(source, MAX_NAME).text })}`]),
    ...(note === undefined ? [] : [note]),
  ];
  const lost = lostLines(view);
  const taken = [...textsWith(placeOf(99, 99)).map(({ content }) => content), ...below, ...lost].join('').length;
  const parts = answer.quotes.map((quote) => partOf(quote, answer, view));
  const pages = pagesOf(parts, MAX_TEXT - taken, MAX_QUOTES, `\n-# ${t('answer:goesOn')}`);
  const page = Math.max(
    0,
    pages.findLastIndex(({ from }) => from <= (view.quote ?? 0)),
  );
  const { from, sections } = pages[page] ?? { from: 0, sections: [] };
  const position = { from, before: pages[page - 1]?.from, after: pages[page + 1]?.from };
  return card(
    COLOURS[answer.kind],
    [[...textsWith(placeOf(page + 1, pages.length)), ...below], ...sections, ...(lost.length > 0 ? [lost] : [])],
    ...(view.id ? answerActions(answer, { ...view, id: view.id, ...position }) : []),
  );
}

function headingOf(answer: Answer, { t, isMore, lost = [] }: AnswerView): string {
  if (answer.quotes.length === 0 && lost.length > 0) return `${SYMBOLS.nothing} ${t('answer:heading.lost')}`;
  const outcome = answer.kind === 'answered' && answer.differ ? 'differ' : answer.kind;
  return `${SYMBOLS[outcome]} ${isMore ? t('answer:heading.more') : t(`answer:heading.${outcome}`)}`;
}

export function partOf(quote: Quote, answer: Answer, reader: Reader): Part {
  const { start, marks = [], citation, also = [] } = quote;
  const differ = answer.kind === 'answered' && answer.differ === true;
  const date = differ ? `**${clip(dateOf(quote, reader), MAX_DATE).text}**\n` : '';
  const inside = marks.map((mark) => ({ start: mark.start - start, end: mark.end - start }));
  const repeated = also.map((each) => each.citation);
  return {
    before: `${date}> `,
    shown: (room) => clipMarked(shownText(quote), inside, room),
    tails: [
      `\n-# ${citationLine(quote, reader)}${also.length > 0 ? `\n-# ${alsoLine(repeated, reader.t)}` : ''}`,
      `\n-# ${briefCitation(citation)}`,
    ],
  };
}

function dateOf({ citation }: Quote, { t, language }: Reader): string {
  const { publishedAt } = citation.article;
  return publishedAt ? dateIn(language, publishedAt) : t('answer:noDate');
}

/** Notes about quotes that can no longer be shown, because their articles changed or are gone. */
export function lostLines({ lost = [], t }: AnswerView): string[] {
  const line = (key: 'changed' | 'gone', some: readonly Lost[]) => {
    const named = some.slice(0, MAX_LOST).map(({ number, title }) => {
      return `\\[${number}\\]${title ? ` ${clip(title, MAX_NAME).text}` : ''}`;
    });
    const articles = named.join(', ') + (some.length > MAX_LOST ? ', …' : '');
    return some.length > 0 ? [`-# ⚠ ${t(`answer:${key}`, { articles, count: some.length })}`] : [];
  };
  return [
    ...line(
      'changed',
      lost.filter(({ title }) => title !== undefined),
    ),
    ...line(
      'gone',
      lost.filter(({ title }) => title === undefined),
    ),
  ];
}
