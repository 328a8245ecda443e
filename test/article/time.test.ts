import { describe, expect, it } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import { passagesOf } from '../../src/article/text/passages.js';

describe('time grows with length only, for 150 kB of', () => {
  const SIZE = 150_000;
  const LIMIT_MS = 2_000;
  const units = [
    ...[
      '[',
      '*a ',
      '> ',
      '- ',
      '\n',
      '<a ',
      '<!-- ',
      '`a``',
      '[a]: b\n',
      '![',
      '[x](',
      '# a\n',
      'a\n=\n',
      '| a ',
      '|\n',
      '```\n',
    ],
    ...[
      ' ',
      '\t',
      'a ',
      'a. ',
      '. ',
      '.',
      '"',
      '(',
      'A.',
      'Dr. ',
      '1. ',
      '。',
      '…',
      '\u0000',
      '\ud83d',
      '\ud83d\ude00',
      'x',
      ' x\n',
    ],
    ...[
      'Related:\n',
      'Related\nA\n',
      'Title\n',
      'A line of text that goes on for about fifty letters\n',
      'support us you ',
      'Dec 5, 2024\n',
    ],
    ...['1 ', '. ((((', '---\n', '--- ', '- - ', '_ ', '\r', '> a\n', '  - a\n', 'By Jane Doe\n', '. 1', 'a\u00a0'],
  ];
  it.each(units.map((unit) => [JSON.stringify(unit), unit] as const))(
    '%s',
    (_, unit) => {
      for (const format of ['plain', 'markdown'] as const) {
        const started = performance.now();
        const text = `${unit.repeat(Math.ceil(SIZE / unit.length))}x`;
        passagesOf(cleanArticle({ id: 'x', text, format }));
        expect(performance.now() - started).toBeLessThan(LIMIT_MS);
      }
    },
    60_000,
  );
});
