import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer/quoting/answer.js';
import { refillable } from '../support/library.js';

const article = (title: string, publishedAt: string, paragraphs: readonly string[], publisher = title) =>
  `---\ntitle: ${title}\npublisher: ${publisher}\npublishedAt: ${publishedAt}\n---\n${paragraphs.join('\n\n')}\n`;

const STORY = [
  'The council of Port Ellery closed the Heron Bridge for eleven weeks in spring because its bearings had rusted, the engineer of the town told a meeting.',
  'Traffic was led over the mill dam, where a ferry had run in former times, and the baker of Mill Street complained that nobody passed his window.',
  'Repairs to the bridge cost 2.3 million crowns, of which the province paid half, and the toll that carts had paid since autumn the rest.',
];
const EDITED = STORY.with(2, STORY[2]?.replace('2.3 million crowns', '2.4 million crowns') ?? '');
const OTHER = 'The Heron Bridge is closed to carts on market days, and the toll keeper sells rye bread.';
const QUESTION = 'For how many weeks did the council close the Heron Bridge?';

const indexed = refillable();

const named = ({ quotes }: Answer) =>
  quotes.map(({ articleId, also = [] }) => [articleId, ...also.map((each) => each.articleId)].sort());

describe('copies of an article', () => {
  test('are cited together, and leave the other quotes of the answer to other articles', async () => {
    const verbatim = await indexed({
      'a.md': article('The Courier', '2024-03-01', STORY),
      'b.md': article('The Herald', '2024-03-02', [...STORY, 'From our correspondent in the hills.']),
      'c.md': article('The Valley Post', '2024-03-03', STORY),
      'other.md': article('Market days', '2023-01-01', [OTHER]),
    });
    const answer = await verbatim.ask(QUESTION, { most: 5 });
    expect(answer.kind).toBe('answered');
    expect(named(answer)[0]).toEqual(['a.md', 'b.md', 'c.md']);
    expect(
      named(answer)
        .slice(1)
        .flat()
        .filter((id) => id === 'other.md'),
    ).toHaveLength(1);
    for (const quote of answer.quotes.flatMap((each) => [each, ...(each.also ?? [])])) {
      expect(verbatim.source(quote.articleId)?.text.slice(quote.start, quote.end)).toBe(quote.text);
    }
    const copies = verbatim.sources().map(({ id, copyOf }) => [id, copyOf?.id]);
    expect(Object.fromEntries(copies)).toEqual({
      'a.md': undefined,
      'b.md': 'a.md',
      'c.md': 'a.md',
      'other.md': undefined,
    });
  });

  test('are cited only if they have exactly that sentence', async () => {
    const verbatim = await indexed({
      'a.md': article('The Courier', '2024-03-01', STORY),
      'b.md': article('The Herald', '2024-03-02', EDITED),
      'c.md': article('The Valley Post', '2024-03-03', STORY),
    });
    const weeks = await verbatim.ask(QUESTION);
    expect(named(weeks)[0]).toEqual(['a.md', 'b.md', 'c.md']);
    const cost = await verbatim.ask('What did the repairs to the Heron Bridge cost?');
    expect(cost.quotes.length).toBeGreaterThan(0);
    expect(named(cost)).toContainEqual(['a.md', 'c.md']);
    for (const quote of cost.quotes.filter(({ text }) => text.includes('2.4'))) expect(quote.also).toBeUndefined();
  });

  test('do not lower the confidence in what they say', async () => {
    const one = await indexed({
      'a.md': article('The Courier', '2024-03-01', STORY),
      'other.md': article('Market days', '2023-01-01', [OTHER]),
    });
    const alone = await one.ask(QUESTION);
    const copies = Array.from({ length: 12 }, (_, at) => [
      `copy-${at}.md`,
      article(`Paper ${at}`, '2024-03-02', STORY),
    ]);
    const many = await indexed({
      'a.md': article('The Courier', '2024-03-01', STORY),
      'other.md': article('Market days', '2023-01-01', [OTHER]),
      ...Object.fromEntries(copies),
    });
    const repeated = await many.ask(QUESTION);
    expect(alone.kind).toBe('answered');
    expect(repeated.confidence).toBeGreaterThan(alone.confidence - 0.05);
    expect(repeated.quotes.map(({ text }) => text)).toEqual(alone.quotes.map(({ text }) => text));
  });

  test('are not cited if the user may not see them', async () => {
    const verbatim = await indexed({
      'open/a.md': article('The Courier', '2024-03-05', STORY),
      'open/b.md': article('The Herald', '2024-03-06', STORY),
      'secret/c.md': article('The Valley Post', '2024-03-01', STORY),
    });
    const open = verbatim.within(new Set(['open']));
    const answer = await open.ask(QUESTION);
    expect(named(answer)[0]).toEqual(['open/a.md', 'open/b.md']);
    expect(JSON.stringify([answer, open.sources()])).not.toMatch(/secret|Valley Post/);
    expect(open.sources().map(({ id, copyOf }) => [id, copyOf?.id])).toEqual([
      ['open/a.md', undefined],
      ['open/b.md', 'open/a.md'],
    ]);
    expect(named(await verbatim.ask(`${QUESTION} from:"The Herald"`))).toEqual([['open/b.md']]);
  });
});
