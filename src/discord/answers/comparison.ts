import type { Answer } from '../../answer/quoting/answer.js';
import type { SourceSummary } from '../../app/verbatim.js';
import { type Card, COLOURS, card, MAX_TEXT } from '../components/card.js';
import { clip } from '../components/clip.js';
import { type Part, pagesOf } from '../components/layout.js';
import { type AnswerView, lostLines, partOf, SYMBOLS } from './answer.js';
import { comparisonActions } from './answer-buttons.js';
import { questionTexts } from './question.js';

/** The outcome of the question in one article. */
interface Side {
  readonly article: string;
  readonly kind: Answer['kind'];
}

const MAX_TITLE = 120;
/** Two quotes from each article. */
const MAX_QUOTES = 4;

/**
 * What two articles say about a question: the title of each with its quotes, or a note that it has none. `answer` contains the
 * quotes of both, in the order of the sides.
 */
export function renderComparison(
  question: string,
  answer: Answer,
  sides: readonly Side[],
  titled: (id: string) => SourceSummary | undefined,
  view: AnswerView,
): Card {
  const { t, note } = view;
  const head = questionTexts(`⚖ ${t('answer:heading.compared')}`, question, question, '');
  const texts = [...head, ...(note === undefined ? [] : [note])];
  const headOf = ({ article, kind }: Side) => {
    const source = titled(article);
    // If an article is gone or not visible here, not even its id is shown.
    const name = source
      ? source.title.trim() || source.id
      : `[${sides.findIndex((side) => side.article === article) + 1}]`;
    const label = `**${clip(name, MAX_TITLE).text}**`;
    return `${SYMBOLS[kind]} ${t(`answer:side.${kind}`, { title: label })}`;
  };
  const parts = sides.flatMap((side) =>
    answer.quotes
      .filter(({ articleId }) => articleId === side.article)
      .map((quote, position): Part => {
        const part = partOf(quote, { ...answer, kind: side.kind } as Answer, view);
        return position > 0 ? part : { ...part, before: `${headOf(side)}\n${part.before}` };
      }),
  );
  const silent = sides.filter(({ kind }) => kind === 'nothing').map(headOf);
  const lost = lostLines(view);
  const taken = [...head.map(({ content }) => content), note ?? '', ...silent, ...lost].join('').length;
  const pages = pagesOf(parts, MAX_TEXT - taken, MAX_QUOTES, `\n-# ${t('answer:goesOn')}`);
  const page = Math.max(
    0,
    pages.findLastIndex(({ from }) => from <= (view.quote ?? 0)),
  );
  const { from, sections } = pages[page] ?? { from: 0, sections: [] };
  const position = { from, before: pages[page - 1]?.from, after: pages[page + 1]?.from };
  const first = sides[0]?.kind === 'nothing' ? silent : [];
  const last = first.length > 0 ? [] : silent;
  return card(
    COLOURS[answer.kind],
    [texts, ...first, ...sections, ...last, ...(lost.length > 0 ? [lost] : [])],
    ...(view.id ? comparisonActions(answer, { ...view, id: view.id, ...position }) : []),
  );
}
