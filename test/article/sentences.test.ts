import { describe, expect, it } from 'vitest';
import type { BlockKind } from '../../src/article/model/article.js';
import { splitSentences } from '../../src/article/text/sentences.js';

function split(text: string, language = 'en', kind: BlockKind = 'paragraph'): string[] {
  const sentences = splitSentences(text, { kind, start: 0, end: text.length, paragraph: 1 }, language);
  return sentences.map(({ start, end }) => text.slice(start, end));
}

describe('what does not end a sentence', () => {
  it.each([
    'Lt. Gen. Kyrylo Budanov spoke on Monday.',
    'U.S. officials were alarmed by it.',
    'It happened on Dec. 5 in the evening.',
    'It happened on Dec. 5, Friday, in the evening.',
    'They watched Dr. No again.',
    'Use a tool, e.g. this one, or i.e. That one.',
    'J. R. R. Tolkien wrote it with C. S. Lewis and Harry S. Truman.',
    'He lives at No. 5 Main Street.',
    'Acme Inc. said it would, and Acme Inc. Chairman Bob Hale agreed.',
    'It cost 3.5 million in St. James near Mt. Hood.',
    'The work is “invaluable… without which our land cannot be rebuilt,” he said.',
    '“Stop at once!” he said.',
    '"Where are you?" she asked.',
    'He waited ... and then left.',
    'See https://example.com/a.Html?b=C.D for more.',
    'Apples, pears, etc. were sold at 5 p.m. Monday.',
    'Prof. Dr. Smith of Washington, D.C. area schools agreed.',
    'The Brigade (1. Proleterska Brigada) was formed.',
    '1. First things come first.',
  ])('%s', (text) => {
    expect(split(text)).toEqual([text]);
  });

  it('a hard-wrapped line', () => {
    expect(split('One sentence that\ngoes over lines. Another\none.')).toEqual([
      'One sentence that\ngoes over lines.',
      'Another\none.',
    ]);
  });
});

describe('what does', () => {
  it.each([
    ['He lives in the U.S. The army is there.', ['He lives in the U.S.', 'The army is there.']],
    ['It closed at 5 p.m. The next day it opened.', ['It closed at 5 p.m.', 'The next day it opened.']],
    ['She joined Acme Inc. It paid well.', ['She joined Acme Inc.', 'It paid well.']],
    ['It was in 2024. Then 12. The end!', ['It was in 2024.', 'Then 12.', 'The end!']],
    ['He said “Go.” She went. (They did too.) Fine', ['He said “Go.”', 'She went.', '(They did too.)', 'Fine']],
    ['“One. Two,” he said. Three?', ['“One.', 'Two,” he said.', 'Three?']],
  ])('%s', (text, sentences) => {
    expect(split(text)).toEqual(sentences);
  });
});

describe('other languages', () => {
  it.each([
    ['de', 'Das gilt z. B. Hunden und Katzen. Am 5. Dezember kam er.', 2],
    ['zh', '他来了。她走了！“好。”他说。', 3],
    ['ru', 'Он родился в г. Москва. Потом уехал.', 2],
    ['ko', '그는 왔다. 그녀는 갔다.', 2],
    ['ja', '彼は来た。彼女は行った。', 2],
    ['ar', 'جاء الرجل. ذهبت المرأة؟ نعم.', 3],
    ['hi', 'वह आया। वह गई।', 2],
  ])('%s: %s', (language, text, count) => {
    const sentences = split(text, language);
    expect(sentences).toHaveLength(count);
    expect(sentences.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });
});

it('keeps a gigantic sentence whole', () => {
  const text = `${'word '.repeat(20_000)}end.`;
  expect(split(text)).toEqual([text]);
});

it('quotes code in parts between blank lines', () => {
  expect(split('a();\nb();\n\n  c();', 'en', 'code')).toEqual(['a();\nb();', 'c();']);
});
