import fc from 'fast-check';
import { expect } from 'vitest';
import { cleanArticle } from '../../../src/article/clean.js';
import type { Article, Span } from '../../../src/article/model/article.js';
import type { RawArticle } from '../../../src/article/model/raw-article.js';
import type { Read } from '../../../src/article/model/read.js';
import { isoDate } from '../../../src/article/text/dates.js';
import { languageOf } from '../../../src/article/text/language.js';
import { normaliseLine } from '../../../src/article/text/normalise.js';
import { passagesOf } from '../../../src/article/text/passages.js';
import { splitSentences } from '../../../src/article/text/sentences.js';
import { readAs } from '../../support/read-as.js';
import { anyJson, anyText, anyWord, mutated } from '../any.js';
import { type Target, target } from '../fuzz.js';
import { ENDINGS, HEAVY, samplesOf } from '../samples.js';

/** Spans in order, in range, not empty, without outer white space. */
function expectExact(text: string, spans: readonly Span[]): void {
  let last = 0;
  for (const { start, end } of spans) {
    if (start < last || end <= start || end > text.length) expect({ start, end }).toBe(`a span after ${last}`);
    const slice = text.slice(start, end);
    if (slice.trim() !== slice) expect(slice).toBe(slice.trim());
    last = end;
  }
}

/** An article as the index takes it: nothing but text, cut exactly. */
function expectSound(article: Article): void {
  expect(Buffer.from(article.text).toString()).toBe(article.text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: there are to be none
  expect(article.text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  expect(article.title).not.toMatch(/\p{Cc}/u);
  expectExact(article.text, article.blocks);
  const passages = passagesOf(article);
  expectExact(article.text, passages);
  expectExact(
    article.text,
    passages.flatMap(({ sentences }) => sentences),
  );
  const { url } = article.meta;
  if (url !== undefined) expect(new URL(url).protocol).toMatch(/^https?:$/);
}

function expectRead(read: Read): void {
  if ('reason' in read) {
    expect(read.reason).toMatch(/\p{L}.*[.!?”)]?$/su);
    expect(read.where).not.toBe('');
  } else {
    expect(read.raw.id).toBe(normaliseLine(read.raw.id));
    expect(read.raw.id).not.toBe('');
    expectSound(cleanArticle(read.raw));
  }
}

/** A file of one of the formats there are, as bytes. */
async function expectReadable(ending: string, bytes: Uint8Array): Promise<void> {
  for (const read of await readAs(`folder/a${ending}`, Buffer.from(bytes))) expectRead(read);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

const inUtf8 = (text: fc.Arbitrary<string>) => text.map((each) => Buffer.from(each));
const FIELDS = [
  'title',
  'publisher',
  'author',
  'authors',
  'date',
  'publishedAt',
  'url',
  'lang',
  'id',
  'text',
  '__proto__',
  'constructor',
];
const anyFields = fc.array(fc.tuple(fc.constantFrom(...FIELDS), anyJson), { maxLength: 6 });
const withFrontMatter = fc
  .tuple(anyFields, anyText(10), anyText(10))
  .map(
    ([fields, odd, text]) =>
      `---\n${fields.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('\n')}\n${odd}\n---\n${text}`,
  );
const withLines = fc
  .array(
    fc.oneof(
      anyFields.map((fields) => JSON.stringify(Object.fromEntries(fields))),
      fc
        .tuple(anyWord, anyWord, anyText(8), anyFields)
        .map(([id, title, text, fields]) =>
          JSON.stringify({ id, title, text, ...Object.fromEntries(fields.slice(2)) }),
        ),
      anyText(3),
    ),
    { maxLength: 5 },
  )
  .map((lines) => lines.join('\n'));
const withTags = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<h1>',
        '<a href="',
        '<script>',
        '<item>',
        '<title>',
        '<![CDATA[',
        ']]>',
        '<?xml ',
        '<!DOCTYPE a [',
        '<!ENTITY b "c">',
        '&b;',
        ',',
      ),
      anyWord,
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const STRUCTURED: Readonly<Record<string, fc.Arbitrary<string>>> = {
  '.md': withFrontMatter,
  '.markdown': withFrontMatter,
  '.jsonl': withLines,
  '.json': anyJson.map((value) => JSON.stringify(value)),
};

const formats = ENDINGS.flatMap((ending): Target[] => {
  const text = STRUCTURED[ending] ?? withTags;
  const from = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    mutated(samplesOf(ending)),
    mutated(samplesOf(ending)),
    inUtf8(text),
    inUtf8(anyText()),
  );
  const check = (bytes: Uint8Array) => expectReadable(ending, bytes);
  return [
    target<Uint8Array>({ name: `reading a ${ending} file`, inputs: HEAVY.has(ending) ? 200 : 1_500, from, check }),
  ];
});

const anyRaw: fc.Arbitrary<RawArticle> = fc.record({
  id: anyWord.map((id) => normaliseLine(id) || 'a'),
  title: fc.option(anyText(3), { nil: undefined }),
  publishedAt: fc.option(anyWord, { nil: undefined }),
  url: fc.option(fc.oneof(fc.webUrl(), anyWord), { nil: undefined }),
  language: fc.option(anyWord, { nil: undefined }),
  text: anyText(),
  format: fc.constantFrom('plain', 'markdown'),
});
type Kind = 'paragraph' | 'item' | 'code';
const DATES = [
  '5',
  '12',
  '2024',
  'Dec',
  'December',
  'Dez.',
  'грудня',
  '월',
  '年',
  '.',
  '/',
  '-',
  ' ',
  ', ',
  'T',
  ':',
  '10:30',
  'Z',
  '+01:00',
  'of',
  'th',
];

export const ARTICLE_TARGETS: readonly Target[] = [
  ...formats,
  target<RawArticle>({
    name: 'cleaning',
    inputs: 4_000,
    from: anyRaw,
    check: (raw) => expectSound(cleanArticle(raw)),
  }),
  target<[string, Kind, string]>({
    name: 'splitting sentences',
    inputs: 4_000,
    from: fc.tuple(
      anyText(),
      fc.constantFrom<Kind>('paragraph', 'item', 'code'),
      fc.constantFrom('en', 'de', 'uk', 'ko', 'zh'),
    ),
    check: ([text, kind, language]) =>
      expectExact(text, splitSentences(text, { kind, start: 0, end: text.length, paragraph: 1 }, language)),
  }),
  target<string>({
    name: 'dates',
    inputs: 6_000,
    from: fc.oneof(
      fc.array(fc.constantFrom(...DATES), { maxLength: 10 }).map((parts) => parts.join('')),
      anyWord,
    ),
    check(text) {
      const date = isoDate(text);
      if (date !== undefined) expect(Number.isNaN(Date.parse(date))).toBe(false);
    },
  }),
  target<[string | undefined, string]>({
    name: 'languages',
    inputs: 2_000,
    from: fc.tuple(fc.option(anyWord, { nil: undefined }), anyText()),
    check: ([given, text]) => expect(Intl.getCanonicalLocales(languageOf(given, text))).toHaveLength(1),
  }),
];
