import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandedSpan } from '../../src/answer/quoting/expand-quote.js';
import { cleanArticle } from '../../src/article/clean.js';
import type { Article } from '../../src/article/model/article.js';
import { passagesOf } from '../../src/article/text/passages.js';

const clean = (text: string, format: 'plain' | 'markdown' = 'markdown') => cleanArticle({ id: 'a', format, text });
const sentencesOf = (article: Article) => passagesOf(article).flatMap((passage) => passage.sentences);

/** The expanded quote of the sentence with these words. */
function whole(text: string, words: string, format?: 'plain'): string | undefined {
  const article = clean(text, format);
  const sentence = sentencesOf(article).find(({ start, end }) => article.text.slice(start, end).includes(words));
  const span = sentence && expandedSpan(article, sentence);
  return span && article.text.slice(span.start, span.end);
}

const HALL = 'Ada Lindqvist drew the hall of Port Ellery. ';

describe('a sentence that depends on the previous one is quoted with it', () => {
  test.each([
    'She was thirty then.',
    'It cost 410 crowns.',
    'They liked the clock in Upper Vale.',
    'This tower is the highest.',
    'Her brother paid for it.',
    'Later, she moved to Lower Vale.',
    'However, it fell down.',
    'During the long winter, it was closed.',
    'The building was sold in 1901.',
    'The hall stands on a hill.',
  ])('%s', (sentence) => {
    expect(whole(`${HALL}${sentence} Nobody knows why.`, sentence)).toBe(HALL + sentence);
  });

  test('and with the one before that, but no further', () => {
    const text = 'Nobody came. Ada Lindqvist drew the hall. She was thirty. It took her a year. They paid her.';
    expect(whole(text, 'They paid')).toBe('She was thirty. It took her a year. They paid her.');
    expect(whole(text, 'It took')).toBe('Ada Lindqvist drew the hall. She was thirty. It took her a year.');
  });

  test.each([
    'Ada Lindqvist was thirty then.',
    'The hall of Upper Vale is older.',
    'The town council, which owns it, was glad.',
    'In Upper Vale they have two.',
    'Nobody saw it.',
    'Italy has many such halls.',
    'Thistles grow there.',
  ])('but not a sentence that names its subject: %s', (sentence) => {
    expect(whole(`${HALL}${sentence} Nobody knows why.`, sentence)).toBe(sentence);
  });

  test('nor across paragraphs, nor if the quote gets too long', () => {
    expect(whole(`${HALL}\n\nIt cost 410 crowns. Nobody knows why.`, '410')).toBe('It cost 410 crowns.');
    const long = `Ada ${'drew and '.repeat(80)}drew. `;
    expect(whole(`${long}It cost 410 crowns.`, '410')).toBe('It cost 410 crowns.');
  });
});

describe('a list', () => {
  const list =
    'The hall is old. Ada Lindqvist used three things:\n\n- oak from the hills\n- lime\n- iron nails\n\nNobody knows why.\n';

  test('item is quoted with its lead-in and the items between', () => {
    expect(whole(list, 'oak')).toBe('Ada Lindqvist used three things:\n\n- oak from the hills');
    expect(whole(list, 'iron')).toBe('Ada Lindqvist used three things:\n\n- oak from the hills\n- lime\n- iron nails');
  });

  test('lead-in is quoted with its items', () => {
    expect(whole(list, 'three things')).toBe(
      'Ada Lindqvist used three things:\n\n- oak from the hills\n- lime\n- iron nails',
    );
  });

  test('in plain text is treated the same', () => {
    const text =
      'The hall of Port Ellery\n\nThe hall of Port Ellery is old. Ada Lindqvist used two things:\n1. oak\n2. lime\n\nNobody knows why.\n';
    expect(whole(text, 'lime', 'plain')).toBe('Ada Lindqvist used two things:\n1. oak\n2. lime');
  });

  test('too long to be quoted with its lead-in is quoted item by item', () => {
    const items = Array.from({ length: 30 }, (_, at) => `- thing number ${at} of the many`).join('\n');
    expect(whole(`Ada Lindqvist used this:\n\n${items}\n`, 'number 29')).toBe('thing number 29 of the many');
    expect(whole(`Ada Lindqvist used this:\n\n${items}\n`, 'used this')?.length).toBeLessThanOrEqual(600);
  });
});

test('an expanded quote starts and ends at sentence boundaries, whatever the text', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'It was so. ',
      'She said:\n\n- one\n- two. They left.\n',
      '\n\n',
      '1. a thing:\n',
      'The unit was there. ',
    ),
    fc.lorem({ mode: 'sentences', maxCount: 3 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 12 }),
      fc.constantFrom('plain' as const, 'markdown' as const),
      (parts, format) => {
        const article = clean(parts.join(''), format);
        const sentences = sentencesOf(article);
        const starts = new Set(sentences.map(({ start }) => start));
        const ends = new Set(sentences.map(({ end }) => end));
        for (const sentence of sentences) {
          const { start, end } = expandedSpan(article, sentence);
          expect(start <= sentence.start && sentence.end <= end).toBe(true);
          expect(starts.has(start) && ends.has(end)).toBe(true);
          if (start < sentence.start || end > sentence.end) expect(end - start).toBeLessThanOrEqual(600);
        }
      },
    ),
  );
});
