import { dateOf } from '../../answer/citation-line.js';
import type { Answer, Quote } from '../../answer/types.js';
import { type Card, COLOURS, card, MAX_TEXT } from './card.js';
import { alsoLine, citationLine } from './citation.js';
import { clip, clipMarked } from './clip.js';

const HEADINGS = {
  answered: 'From the articles',
  differ: 'The articles differ',
  closest: 'The articles don’t answer this directly. Closest passages:',
  nothing: 'Nothing in the articles about this.',
} as const satisfies Record<Answer['kind'] | 'differ', string>;

const MAX_QUESTION = 300;
const MAX_QUOTES = 3;
const MAX_DATE = 40;
const GOES_ON = ' · the quote goes on in the article';

/** The answer as a card: the question, then each quote as a block quote with its citation, in the article's words only. */
export function renderAnswer(question: string, answer: Answer): Card {
  const differ = answer.kind === 'answered' && answer.differ === true;
  const head = `### ${HEADINGS[differ ? 'differ' : answer.kind]}\n**${clip(question, MAX_QUESTION).text}**`;
  const quotes: readonly Quote[] = answer.quotes.slice(0, MAX_QUOTES);
  const parts = quotes.map(({ text, start, marks = [], citation, also }) => ({
    before: differ ? `**${clip(dateOf(citation.article), MAX_DATE).text}**\n> ` : '> ',
    shown: (room: number) =>
      clipMarked(
        text,
        marks.map((mark) => ({ start: mark.start - start, end: mark.end - start })),
        room,
      ),
    after: `\n-# ${citationLine(citation)}`,
    also: also && also.length > 0 ? `\n-# ${alsoLine(also.map((each) => each.citation))}` : '',
  }));
  const frame = parts.reduce((sum, part) => sum + (part.before + part.after + part.also + GOES_ON).length, head.length);
  const room = shares(
    parts.map(({ shown }) => shown(MAX_TEXT).text.length),
    MAX_TEXT - frame,
  );
  const sections = parts.map(({ before, shown, after, also }, position) => {
    const { text, cut } = shown(room[position] ?? 0);
    return `${before}${text}${after}${cut ? GOES_ON : ''}${also}`;
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
