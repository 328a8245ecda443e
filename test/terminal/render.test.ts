import { stripVTControlCharacters, styleText } from 'node:util';
import { expect, test } from 'vitest';
import type { Answer, Quote } from '../../src/answer/quoting/answer.js';
import { renderAnswer } from '../../src/terminal/render.js';

const quote = (text: string, id: string, more: Partial<Quote> = {}, publishedAt?: string): Quote => ({
  articleId: id,
  start: 50,
  end: 50 + text.length,
  text,
  score: 1,
  citation: {
    number: 1,
    article: { id, title: `Article ${id}`, language: 'en', ...(publishedAt && { publishedAt }) },
    locator: { paragraph: 2 },
  },
  ...more,
});
const answered = (...quotes: [Quote, ...Quote[]]): Answer => ({ kind: 'answered', confidence: 0.9, quotes });
const [ON = '', OFF = ''] = styleText('bold', '·', { validateStream: false }).split('·');
const canvas = { columns: 60, colour: true };

test('the answering words are bold, even across lines, and the text is unchanged', () => {
  const text = `It ${'was said to be so by '.repeat(5)}many.`;
  const shown = renderAnswer(answered(quote(text, 'a', { marks: [{ start: 53, end: 50 + text.length - 1 }] })), canvas);
  const bold = shown
    .split(ON)
    .slice(2)
    .map((part) => part.slice(0, part.indexOf(OFF)));
  expect(bold.length).toBeGreaterThan(1);
  expect(bold.join(' ').replace(/\s+/g, ' ')).toBe(text.slice(3, -1));
  expect(stripVTControlCharacters(shown).replace(/\s*│\s*|\s+/g, ' ')).toContain(text);
});

test('a question with corrected words is shown in the form that was searched', () => {
  const shown = renderAnswer(
    { ...answered(quote('It was so.', 'a')), searchedAs: 'Was it so?' },
    { ...canvas, colour: false },
  );
  expect(shown).toContain('(confidence 90 %)\n  searched as: Was it so?\n\n  │ It was so.');
});

test('without colour a marked quote is plain', () => {
  const marked = answered(quote('It was so.', 'a', { marks: [{ start: 53, end: 56 }] }));
  expect(renderAnswer(marked, { ...canvas, colour: false })).toContain('  │ It was so.\n');
});

test.each([
  ['closest', { ...answered(quote('It was so.', 'a')), kind: 'closest' } as Answer, '◐ Not sure that this answers it.'],
  [
    'nothing',
    { kind: 'nothing', confidence: 0, quotes: [] } as Answer,
    '○ Found nothing close to this in the articles',
  ],
])('an outcome of %s claims no more than the bot knows, and names the possible reason', (_kind, answer, words) => {
  const plain = { ...canvas, colour: false };
  expect(renderAnswer(answer, plain).startsWith(words)).toBe(true);
  expect(renderAnswer(answer, plain, 'Frage und Artikel.')).toMatch(/^[◐○] .*\nFrage und Artikel\.(?:\n\n|$)/u);
  expect(renderAnswer(answered(quote('So.', 'a')), plain, 'Frage und Artikel.')).not.toContain('Frage');
});

test('list items start on new lines', () => {
  const shown = renderAnswer(answered(quote('Three:\n\n- one\n- two - and\n  more', 'a')), {
    ...canvas,
    colour: false,
  });
  expect(shown).toContain('  │ Three:\n  │ - one\n  │ - two - and more\n');
});

test('articles that say the same are named, articles that differ have their dates', () => {
  const also = [{ ...quote('Same.', 'b'), citation: { ...quote('', 'b').citation, number: 2 } }];
  const plain = { ...canvas, colour: false };
  expect(renderAnswer(answered(quote('It was so.', 'a', { also })), plain)).toMatch(
    /\n {4}also in \[2\] Article b · ¶ 2$/,
  );
  const differing = answered(quote('Nine.', 'a', {}, '2024-12-05'), quote('Ten.', 'b'));
  const shown = renderAnswer({ ...differing, differ: true } as Answer, plain);
  expect(shown).toMatch(/^● The articles differ/);
  expect(shown).toMatch(/5 Dec 2024\n {2}│ Nine\.[\s\S]*no date\n {2}│ Ten\./);
});
