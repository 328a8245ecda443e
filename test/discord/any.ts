import fc from 'fast-check';
import type { Answer, CitedArticle, Quote } from '../../src/answer/types.js';

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

/** Text as an article may hold it, and worse. */
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

const anyQuote: fc.Arbitrary<Quote> = fc
  .record({
    text: anyText,
    number: fc.integer({ min: 1, max: 3 }),
    article: anyArticle,
    locator: fc.record(
      { heading: anyText, paragraph: fc.integer({ min: 1, max: 1e9 }), page: fc.integer({ min: 1, max: 1e9 }) },
      { requiredKeys: ['paragraph'] },
    ),
  })
  .map(({ text, ...citation }) => ({
    articleId: citation.article.id,
    start: 0,
    end: text.length,
    text,
    score: 0.5,
    citation,
  }));

export const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc
    .tuple(fc.constantFrom('answered' as const, 'closest' as const), anyQuote, fc.array(anyQuote, { maxLength: 4 }))
    .map(([kind, first, more]): Answer => ({ kind, confidence: 0.5, quotes: [first, ...more] })),
  fc.constant<Answer>({ kind: 'nothing', confidence: 0, quotes: [] }),
);
