import type { Answer, Quote } from '../../answer/types.js';
import { type Card, COLOURS, card, MAX_TEXT } from './card.js';
import { citationLine } from './citation.js';
import { clip } from './clip.js';

const HEADINGS = {
  answered: 'From the articles',
  closest: 'The articles don’t answer this directly. Closest passages:',
  nothing: 'Nothing in the articles about this.',
} as const satisfies Record<Answer['kind'], string>;

const MAX_QUESTION = 300;
const MAX_QUOTES = 3;
const GOES_ON = ' · the quote goes on in the article';

/** The answer as a card: the question, then each quote as a block quote with its citation, in the article's words only. */
export function renderAnswer(question: string, answer: Answer): Card {
  const head = `### ${HEADINGS[answer.kind]}\n**${clip(question, MAX_QUESTION).text}**`;
  const quotes: readonly Quote[] = answer.quotes.slice(0, MAX_QUOTES);
  const citations = quotes.map((quote) => `\n-# ${citationLine(quote.citation)}`);
  const frame = citations.reduce((sum, citation) => sum + citation.length + '> '.length + GOES_ON.length, head.length);
  const room = shares(
    quotes.map(({ text }) => clip(text, MAX_TEXT).text.length),
    MAX_TEXT - frame,
  );
  const sections = quotes.map(({ text }, position) => {
    const shown = clip(text, room[position] ?? 0);
    return `> ${shown.text}${citations[position]}${shown.cut ? GOES_ON : ''}`;
  });
  return card(COLOURS[answer.kind], [head, ...sections]);
}

/** Shares `total` out: who needs less than an equal part gets what is needed, the others divide the rest. */
function shares(needs: readonly number[], total: number): number[] {
  const given = needs.map(() => 0);
  let rest = total;
  const ascending = [...needs.entries()].sort(([, one], [, other]) => one - other);
  for (const [turn, [position, need]] of ascending.entries()) {
    const share = Math.min(need, Math.floor(rest / (needs.length - turn)));
    given[position] = share;
    rest -= share;
  }
  return given;
}
