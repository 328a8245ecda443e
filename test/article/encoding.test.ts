import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadArticles } from '../../src/article/load.js';
import { decodeMarkup, decodeText } from '../../src/article/text/encoding.js';
import { encodeAs } from '../support/encode.js';
import { temporaryFolder } from '../support/folders.js';

/** Sentences in languages that still occur in encodings other than UTF-8. */
const SENTENCES = {
  ru: [
    'Мост через реку построили в 1962 году, и он до сих пор открыт для поездов.',
    'В городе живёт сорок тысяч человек; половина из них работает на верфи.',
    'Урожай яблок в этом году был вдвое больше, чем в прошлом.',
  ],
  uk: [
    'Міст через річку збудували 1962 року, і він досі відкритий для поїздів.',
    'У місті мешкає сорок тисяч людей, є їдальня, пошта та ґанок із різьбленням.',
    'Цього року врожай яблук був удвічі більший, ніж торік.',
  ],
  western: [
    'Die Brücke über den Fluss wurde größer als geplant, sagte Müller.',
    'Le pont a été achevé près de la forêt en mille neuf cent soixante-deux.',
    'The café was “closed” – for the naïve.',
    'El año pasado la cosecha de manzanas dobló la de este otoño.',
  ],
  ja: ['この橋は一九六二年に建設され、今も列車が通っています。', '町の人口は四万人で、半分は造船所で働いている。'],
  ko: ['이 다리는 1962년에 지어졌으며 지금도 기차가 다닌다.', '도시 인구는 사만 명이고 절반은 조선소에서 일한다.'],
} as const;
type Language = keyof typeof SENTENCES;

const ENCODINGS: readonly (readonly [string, readonly Language[]])[] = [
  ['utf-8', ['ru', 'uk', 'western', 'ja', 'ko']],
  ['utf-16le', ['ru', 'uk', 'western', 'ko']],
  ['utf-16be', ['ru', 'uk', 'western', 'ko']],
  ['windows-1251', ['ru', 'uk']],
  ['koi8-r', ['ru']],
  ['koi8-u', ['uk']],
  ['windows-1252', ['western']],
  ['shift_jis', ['ja']],
  ['euc-jp', ['ja']],
  ['euc-kr', ['ko']],
];

test.each(ENCODINGS.flatMap(([encoding, languages]) => languages.map((language) => [encoding, language] as const)))(
  'a text in %s is read back (%s), with or without ASCII around it',
  (encoding, language) => {
    const sentences = fc.array(fc.constantFrom<string>(...SENTENCES[language]), { minLength: 1, maxLength: 8 });
    const around = fc.constantFrom('', 'Plain words and figures, 1 to 9.\n', 'title,text\n');
    fc.assert(
      fc.property(sentences, around, fc.constantFrom(' ', '\n', '\r\n\r\n'), (parts, before, between) => {
        const text = before + parts.join(between);
        expect(decodeText(encodeAs(encoding, text))).toBe(text);
      }),
      { numRuns: 60 },
    );
  },
);

test('a byte order mark decides and is not part of the text', () => {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be']) {
    expect(decodeText(encodeAs(encoding, '\ufeffGrüße: 名')), encoding).toBe('Grüße: 名');
  }
});

test('any text in UTF-8, or in UTF-16 with a byte order mark, is read back', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
    .filter((each) => !/[\p{Cc}\ufeff]/u.test(each));
  fc.assert(
    fc.property(text, fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'), (said, encoding) => {
      expect(decodeText(encodeAs(encoding, `\ufeff${said}`))).toBe(said);
    }),
  );
});

test.each([
  ['noise', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * at * 31 + at * 7) % 256))],
  ['zeros', Buffer.alloc(1000)],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d494844520000001000000010080200000090916836000000', 'hex')],
])('%s is not text, and the problem says what to do', async (_, bytes) => {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'good.txt'), 'A good text.');
  await writeFile(path.join(folder, 'odd.txt'), bytes);
  const { articles, problems } = await loadArticles(folder);
  expect(articles.map(({ id }) => id)).toEqual(['good.txt']);
  expect(problems).toEqual([{ where: 'odd.txt', reason: expect.stringMatching(/encoding/) }]);
});

test('bytes of any kind are decoded or refused, without crashing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        expect(typeof decodeText(bytes)).toBe('string');
      } catch (cause) {
        expect(cause).toMatchObject({ name: 'UnreadableError' });
      }
      expect(typeof decodeMarkup(bytes)).toBe('string');
    }),
    { numRuns: 2000 },
  );
});

test('a page is read as UTF-8 if valid, in the encoding that it or its server declares, or by a guess', () => {
  const [russian] = SENTENCES.ru;
  const page = (head: string) => `<html><head>${head}</head><body><p>${russian}</p></body></html>`;
  const named = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">';
  expect(decodeMarkup(encodeAs('koi8-r', page(named)))).toBe(page(named));
  expect(decodeMarkup(encodeAs('windows-1251', page('')), 'windows-1251')).toBe(page(''));
  expect(decodeMarkup(encodeAs('utf-8', page(named)))).toBe(page(named));
  expect(decodeMarkup(encodeAs('utf-16le', `\ufeff${page('')}`))).toBe(page(''));
  expect(decodeMarkup(encodeAs('windows-1251', page('')))).toBe(page(''));
  expect(decodeMarkup(encodeAs('windows-1252', '<p>“Déjà vu” – 5 €</p>'))).toBe('<p>“Déjà vu” – 5 €</p>');
  const xhtml = `<?xml version="1.0" encoding="windows-1251"?>${page('')}`;
  expect(decodeMarkup(encodeAs('windows-1251', xhtml))).toBe(xhtml);
});
