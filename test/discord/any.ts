import fc from 'fast-check';
import type { Answer, CitedArticle, Quote } from '../../src/answer/quoting/answer.js';
import type { Span } from '../../src/article/model/article.js';

const nasty = fc.constantFrom(
  ...['@everyone', '@here', '<@1234>', '<@&1234>', '<#1234>', '<:x:1234>', '<t:1700000000>', '</ask:1234>', '||', '**'],
  ...['```', '`', '[a](https://x.y)', 'https://x.y/_z_', '\n# ', '\n> ', '\n-# ', '\n- ', '\n1. ', '\\', '\\\\', ':a:'],
  ...[
    '\u202E',
    '\u2066',
    '\u0000',
    '\u200B',
    '\uFEFF',
    '\uD800',
    '\uDC00',
    '👩‍👩‍👧',
    'e\u0301\u0301\u0301',
    'עברית',
    '漢字仮名',
  ],
  ...[' ', '\t', '\u2028', '\u00A0', 'word', 'Lt. Gen. Budanov', '*'.repeat(500), 'x'.repeat(3000), 'ab '.repeat(1500)],
);

/** Text that an article may contain, and worse. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 }), fc.lorem({ maxCount: 30 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

const anyUrl = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom('https://x.y/(a)_[b]?q=`*`', 'javascript:alert(1)', 'https://user:pass@x.y/', 'http://', '<@1>'),
  anyText,
);

export const anyArticle: fc.Arbitrary<CitedArticle> = fc.record(
  {
    id: anyText,
    title: anyText,
    publisher: anyText,
    author: anyText,
    publishedAt: fc.oneof(fc.constantFrom('2024-12-05', '2024-12-05T23:00', '2024', '9999-99-99'), anyText),
    url: anyUrl,
    language: fc.constantFrom('en', 'uk', 'zh-Hant'),
  },
  { requiredKeys: ['id', 'title', 'language'] },
);

/** Ascending spans of a text that don't overlap. */
export const anyMarks = (length: number): fc.Arbitrary<Span[]> =>
  fc.uniqueArray(fc.nat(length), { maxLength: 6 }).map((offsets) => {
    const sorted = offsets.sort((a, b) => a - b);
    return sorted.flatMap((start, at) =>
      at % 2 === 0 && sorted[at + 1] ? [{ start, end: sorted[at + 1] as number }] : [],
    );
  });

const anyCitation = fc.record({
  number: fc.integer({ min: 1, max: 12 }),
  article: anyArticle,
  locator: fc.record(
    { heading: anyText, paragraph: fc.integer({ min: 1, max: 1e9 }), page: fc.integer({ min: 1, max: 1e9 }) },
    { requiredKeys: ['paragraph'] },
  ),
});

const plainQuote: fc.Arbitrary<Quote> = fc.tuple(anyText, anyCitation, fc.nat(1000)).map(([text, citation, start]) => {
  return { articleId: citation.article.id, start, end: start + text.length, text, score: 0.5, citation };
});

const anyQuote: fc.Arbitrary<Quote> = plainQuote.chain((quote) =>
  fc.tuple(anyMarks(quote.text.length), fc.array(plainQuote, { maxLength: 4 })).map(([marks, also]) => ({
    ...quote,
    marks: marks.map(({ start, end }) => ({ start: quote.start + start, end: quote.start + end })),
    also,
  })),
);

export const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('answered' as const, 'closest' as const),
      anyQuote,
      fc.array(anyQuote, { maxLength: 4 }),
      fc.boolean(),
    )
    .map(([kind, first, more, differ]): Answer => {
      return { kind, confidence: 0.5, quotes: [first, ...more], ...(differ && { differ }) };
    }),
  fc.constant<Answer>({ kind: 'nothing', confidence: 0, quotes: [] }),
);
