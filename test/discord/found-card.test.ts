import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Found, Match } from '../../src/answer/locate/found.js';
import type { Quote } from '../../src/answer/quoting/answer.js';
import { renderFound } from '../../src/discord/answers/found.js';
import { LANGUAGES, type Language, wordsIn } from '../../src/i18n/words.js';
import { messageFaults, textsOf } from '../../tools/discord-stand-in/messages/limits.js';
import { anyAnswer, anyMarks, anyText } from './any.js';

const readerIn = (language: Language) => ({ language, t: wordsIn(language), articleOf: () => undefined });
const article = { id: 'fleet.md', title: 'The fleet', language: 'en' };
const quote = (text: string, marks: Quote['marks'] = []): Quote => ({
  articleId: article.id,
  start: 100,
  end: 100 + text.length,
  text,
  score: 1,
  citation: { number: 1, article, locator: { paragraph: 2 } },
  marks,
});
const shown = (found: Found) => textsOf(renderFound(found, readerIn('en')).components);

describe('the card of what was found', () => {
  it('shows a quotation in its sentence, its words in bold unless they are all of it', () => {
    const match = (marks: Quote['marks']): Match => ({
      given: 'Four *cutters*',
      exact: true,
      struck: [],
      quotes: [quote('Four *cutters* were sold.', marks)],
    });
    const part = shown({ kind: 'found', matches: [match([{ start: 100, end: 113 }])] });
    expect(part).toEqual([
      '### In the articles',
      '**Word for word**\n> **Four \\*cutters**\\* were sold.\n-# \\[1\\] The fleet · ¶ 2',
    ]);
    const [, whole] = shown({ kind: 'found', matches: [match([{ start: 100, end: 124 }])] });
    expect(whole).toContain('> Four \\*cutters\\* were sold.\n');
  });

  it('sets what differs side by side', () => {
    const given = 'Five ~cutters~ were sold.';
    const matches: [Match] = [
      {
        given,
        exact: false,
        struck: [{ start: 0, end: 4 }],
        quotes: [quote('Four cutters were sold.', [{ start: 100, end: 104 }])],
      },
    ];
    const [, section] = shown({ kind: 'found', matches });
    expect(section).toContain('Not word for word');
    expect(section).toContain(
      '-# In the message\n~~Five~~ \\~cutters\\~ were sold.\n-# In the article\n> **Four** cutters were sold.',
    );
  });

  it('names no outcome true or false', () => {
    const [head] = shown({ kind: 'related', quotes: [quote('Four cutters were sold.')] });
    expect(head).toMatch(/The articles say.*Judge for yourself/s);
    expect(shown({ kind: 'nothing' })).toEqual(['### Found nothing close to this in the articles.']);
  });

  it('keeps to the limits, whatever it shows', () => {
    const anyQuotes = anyAnswer
      .filter(({ quotes }) => quotes.length > 0)
      .map(({ quotes }) => quotes as unknown as [Quote]);
    const anyMatch: fc.Arbitrary<Match> = fc
      .tuple(anyText, anyQuotes, fc.boolean())
      .chain(([given, quotes, exact]) =>
        anyMarks(given.length).map((struck) => ({ given, quotes, exact, struck: exact ? [] : struck })),
      );
    const anyFound: fc.Arbitrary<Found> = fc.oneof(
      anyQuotes.map((quotes): Found => ({ kind: 'related', quotes: quotes.slice(0, 3) as [Quote] })),
      fc
        .array(anyMatch, { minLength: 1, maxLength: 3 })
        .map((matches): Found => ({ kind: 'found', matches: matches as [Match] })),
    );
    fc.assert(
      fc.property(anyFound, fc.constantFrom(...(Object.keys(LANGUAGES) as Language[])), (found, language) => {
        const { flags, components } = renderFound(found, readerIn(language));
        expect(messageFaults({ flags, components: [...components] })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
