import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import type { Article } from '../../src/article/model/article.js';
import { asRead, bare } from '../../src/article/text/joins.js';

function article(...paragraphs: string[]): Article {
  const blocks = paragraphs.map((text) => ({ kind: 'paragraph' as const, text }));
  return cleanArticle({ id: 'a', format: 'blocks', blocks });
}

/** The article’s first paragraph as displayed. */
function shown(...paragraphs: string[]): string {
  const made = article(...paragraphs);
  return bare(asRead(made, made.blocks[0])).replace(/\s+/g, ' ');
}

describe('a word broken at a line end is shown whole', () => {
  test('if the article has it elsewhere without the hyphen', () => {
    expect(shown('They gave an exam-\nple of it.', 'The example was good.')).toBe('They gave an example of it.');
    expect(shown('Exam-\nples were given.', 'Such examples are rare.')).toBe('Examples were given.');
  });

  test('if what follows can only be an ending', () => {
    expect(shown('The govern-\nment sent no money, but its inspec-\ntions went on.', 'No.')).toBe(
      'The government sent no money, but its inspections went on.',
    );
  });

  test('if the hyphen is a soft one', () => {
    expect(shown('The gar\u00AD\nden was dry.', 'No.')).toBe('The garden was dry.');
  });

  test('with its hyphen if that may belong to the word', () => {
    expect(shown('A well-\nknown man.', 'No.')).toBe('A well-known man.');
    expect(shown('A re-\ncover of chairs.', 'They re-cover chairs, and recover.', 'Re-cover them.')).toBe(
      'A re-cover of chairs.',
    );
    expect(shown('The VR-2-\n02 of Anglo-\nSaxon make, 1914-\n1918.', 'Anglosaxon.')).toBe(
      'The VR-2-02 of Anglo-Saxon make, 1914-1918.',
    );
  });

  test('in scripts without spaces between words, and in Korean if it occurs elsewhere', () => {
    expect(shown('市場は明治三十\n五年に開かれた。', '魚と野菜。')).toBe('市場は明治三十五年に開かれた。');
    expect(shown('봄 장터에서 꿀을 팔았\n다. 벌을\n길렀다.', '그들은 꿀을 팔았다.')).toBe(
      '봄 장터에서 꿀을 팔았다. 벌을 길렀다.',
    );
  });
});

test('suspended hyphens, dashes and code stay unchanged', () => {
  expect(shown('The pre-\nand post-war years.', 'Preand.')).toBe('The pre- and post-war years.');
  expect(shown('They came -\nand went.', 'No.')).toBe('They came - and went.');
  const code = cleanArticle({
    id: 'a',
    format: 'blocks',
    blocks: [
      { kind: 'code', text: 'a-\nb' },
      { kind: 'paragraph', text: 'No.' },
    ],
  });
  expect(code.joins).toBeUndefined();
});

test('only hyphens and line ends are ever left out, and no offset moves', () => {
  const words = fc.constantFrom(
    'exam',
    'ple',
    'example',
    '-\n',
    '\u00AD\n',
    '\n',
    ' ',
    '-',
    '市',
    'Ü',
    '3',
    '한국',
    '.',
    '𝒳',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), fc.nat(), fc.nat(), (parts, one, other) => {
      const made = article(parts.join(''), 'An example.');
      const read = asRead(made);
      expect(read).toHaveLength(made.text.length);
      for (let at = 0; at < read.length; at++) {
        if (read[at] !== made.text[at])
          expect([read[at], made.text[at]]).toEqual(['\u00AD', expect.stringMatching(/^[-\n\u00AD]$/)]);
      }
      const [start, end] = [one % (read.length + 1), other % (read.length + 1)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      expect(asRead(made, { start, end })).toBe(read.slice(start, end));
    }),
    { numRuns: 2000 },
  );
});
