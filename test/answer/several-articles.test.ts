import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer/quoting/answer.js';
import { refillable } from '../support/library.js';

const dated = (title: string, publishedAt: string, text: string) =>
  `---\ntitle: ${title}\npublishedAt: ${publishedAt}\n---\n${text}\n`;

const indexed = refillable();

async function asked(question: string, articles: Record<string, string>): Promise<Answer> {
  const verbatim = await indexed(articles);
  const answer = await verbatim.ask(question);
  expect(verbatim.verified(answer)).toEqual(answer);
  for (const quote of answer.quotes.flatMap((each) => [each, ...(each.also ?? [])])) {
    expect(verbatim.source(quote.articleId)?.text.slice(quote.start, quote.end)).toBe(quote.text);
  }
  return answer;
}

const articlesOf = ({ quotes }: Answer) => quotes.map(({ articleId }) => articleId);
const differ = (answer: Answer) => answer.kind !== 'nothing' && answer.differ === true;

describe('the same claim in several articles', () => {
  test('is one quote that cites the others', async () => {
    const answer = await asked('Who built the Heron Bridge of Port Ellery?', {
      'a.txt':
        'The Heron Bridge of Port Ellery was built in 1871 by the engineer Ada Lindqvist. Nobody had thought it possible.\n',
      'b.txt':
        'In 1871 the Heron Bridge of Port Ellery was built by Ada Lindqvist, an engineer. She was from the hills.\n',
      'c.txt': 'The mayor of Port Ellery likes rye bread. He eats it every day.\n',
    });
    expect(answer.quotes[0]?.citation.number).toBe(1);
    expect(answer.quotes[0]?.also).toEqual([
      expect.objectContaining({ citation: expect.objectContaining({ number: 2 }) }),
    ]);
    expect(new Set(articlesOf(answer)).size).toBe(answer.quotes.length);
  });

  test('is cited by a quote of two sentences only for the sentence that it was chosen for', async () => {
    const answer = await asked('Ada Lindqvist paid how much for the granite of the Heron Bridge?', {
      'a.txt':
        'Ada Lindqvist paid 900 crowns for the granite of the Heron Bridge. Ada Lindqvist also paid 40 crowns for oak planks of the Heron Bridge.\n',
      'b.txt': 'For oak planks of the Heron Bridge Ada Lindqvist also paid 40 crowns. That was in spring.\n',
      'c.txt': 'For the granite of the Heron Bridge 900 crowns were paid by Ada Lindqvist. That was in May.\n',
    });
    const [first] = answer.quotes;
    expect(first?.text).toMatch(/granite.*oak/);
    expect(first?.also?.map(({ articleId }) => articleId)).toHaveLength(1);
    for (const also of first?.also ?? []) expect(also.text).toContain('granite');
  });

  test('is not quoted again if a quote shows it as context', async () => {
    const answer = await asked('How many crowns did the granite of the Heron Bridge cost?', {
      'a.txt':
        'The Heron Bridge was built by Ada Lindqvist in 1871 of granite from Vollen. Its granite cost her 900 crowns. Nobody had thought it possible.\n',
      'b.txt': 'In 1871 the Heron Bridge was built of granite from Vollen by Ada Lindqvist. She was from the hills.\n',
    });
    expect(answer.quotes[0]?.text).toMatch(/built by Ada Lindqvist.*900 crowns/);
    expect(articlesOf(answer)).not.toContain('b.txt');
  });

  test.each([
    ['another year', 'In 1893 the Heron Bridge of Port Ellery was built by Ada Lindqvist, an engineer.'],
    ['another name', 'In 1871 the Heron Bridge of Port Ellery was built by Tomas Varga, an engineer.'],
    [
      'another of what is asked about',
      'The Mill Bridge of Port Ellery was built in 1871 by the engineer Ada Lindqvist.',
    ],
    ['a denial', 'In 1871 the Heron Bridge of Port Ellery was not built by Ada Lindqvist, an engineer.'],
  ])('is not what has %s', async (_what, other) => {
    const answer = await asked('Who built the Heron Bridge of Port Ellery?', {
      'a.txt':
        'The Heron Bridge of Port Ellery was built in 1871 by the engineer Ada Lindqvist. Nobody had thought it possible.\n',
      'b.txt': `${other} The town was glad of it.\n`,
    });
    expect(answer.quotes.flatMap((quote) => quote.also ?? [])).toEqual([]);
  });
});

describe('articles that differ', () => {
  const question = 'How many cyclists cross the Heron Bridge?';

  test('are shown side by side, newest first', async () => {
    const answer = await asked(question, {
      'old.md': dated('Old', '2021-05-01', 'On a working day about 2,400 cyclists cross the Heron Bridge.'),
      'new.md': dated('New', '2023-05-01', 'Some 4,200 cyclists cross the Heron Bridge on a working day.'),
      'undated.txt':
        'A count on the Heron Bridge\n\nThe town says that 3,100 cyclists cross the Heron Bridge on a working day.\n',
    });
    expect(answer.kind).toBe('answered');
    expect(differ(answer)).toBe(true);
    expect(articlesOf(answer)).toEqual(['new.md', 'old.md', 'undated.txt']);
  });

  test('may differ although they name the same thing differently', async () => {
    const answer = await asked('How many homes were flooded in Port Ellery?', {
      'a.md': dated('A', '2021-05-01', 'In Port Ellery 310 homes were flooded that night, the council said.'),
      'b.md': dated('B', '2021-05-02', 'The flood reached 480 houses in Port Ellery that night, the river board said.'),
    });
    expect(differ(answer)).toBe(true);
  });

  test('may differ in a date', async () => {
    const answer = await asked('On which day was the Heron Bridge of Port Ellery opened?', {
      'a.md': dated(
        'A history of the bridge',
        '2021-05-01',
        'The Heron Bridge of Port Ellery was opened on 3 May 1871. Its builder was ill that day.\n\nNobody came from the hills.',
      ),
      'b.md': dated(
        'A hundred dates',
        '2022-05-01',
        'The mayor says that the Heron Bridge of Port Ellery was opened on 9 June 1872. A feast was held.\n\nThe bakery came later.',
      ),
    });
    expect(differ(answer)).toBe(true);
    expect(articlesOf(answer)).toEqual(['b.md', 'a.md']);
  });

  test.each([
    ['the same figure in other words', 'About 4,200 cyclists cross the Heron Bridge on a working day.'],
    ['a figure that the other allows', 'More than 4,000 cyclists cross the Heron Bridge on a working day.'],
    ['nearly the same, both rough', 'Around 4,150 cyclists cross the Heron Bridge on a working day.'],
    ['something else that is counted', 'On a working day 900 lorries cross the Heron Bridge behind the cyclists.'],
    ['another bridge', 'Some 800 cyclists cross the Mill Bridge on a working day.'],
    ['a part', 'On a working day the first 700 cyclists cross the Heron Bridge before six.'],
    ['a rate', 'The Heron Bridge is crossed by 350 cyclists every hour on a working day.'],
    ['another year', 'In 1950 some 600 cyclists crossed the Heron Bridge on a working day.'],
    ['a change', 'The cyclists who cross the Heron Bridge grew by 300 cyclists.'],
    ['two figures', 'Either 300 or even 500 cyclists cross the Heron Bridge on a working day, or 900 cyclists.'],
  ])('do not if one has %s', async (_what, other) => {
    const answer = await asked(question, {
      'a.md': dated('A', '2023-05-01', 'Some 4,200 cyclists cross the Heron Bridge on a working day.'),
      'b.md': dated('B', '2021-05-01', other),
    });
    expect(answer.kind).not.toBe('nothing');
    expect(differ(answer)).toBe(false);
  });

  test('do not if one article gives both figures', async () => {
    const answer = await asked(question, {
      'a.txt':
        'Some 4,200 cyclists cross the Heron Bridge on a working day. On a Sunday only 900 cyclists cross the Heron Bridge.\n',
    });
    expect(differ(answer)).toBe(false);
  });
});
