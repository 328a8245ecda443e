import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDirective } from '../../src/answer/quoting/text-fragment.js';

/** An article with these paragraphs, and a quote in it with these words. */
function directive(paragraphs: readonly string[], quoted: string, max = 500): string | undefined {
  const text = paragraphs.join('\n\n');
  let at = 0;
  const blocks = paragraphs.map((paragraph, position) => {
    const start = at;
    at += paragraph.length + 2;
    return { start, end: start + paragraph.length, kind: 'paragraph' as const, paragraph: position + 1 };
  });
  const start = text.lastIndexOf(quoted);
  return textDirective({ text, blocks }, { start, end: start + quoted.length }, max);
}

const LONG =
  'The harbour was closed for eleven weeks in spring, because its bearings had rusted, and was opened again by the mayor of Odland in May.';

describe('the link to a quote', () => {
  it('has all of a short quote, and the first and last words of a long one', () => {
    expect(directive(['A mill stood here. It burnt down.'], 'It burnt down.')).toBe('text=It%20burnt%20down.');
    expect(directive(['A mill stood here.', LONG], LONG)).toBe(
      'text=The%20harbour%20was%20closed,of%20Odland%20in%20May.',
    );
  });

  it('encodes characters with a meaning in it', () => {
    expect(directive(['x.', 'Salt-and-pepper, fish & chips (9%).'], 'Salt-and-pepper, fish & chips (9%).')).toBe(
      'text=Salt%2Dand%2Dpepper%2C%20fish%20%26%20chips%20%289%25%29.',
    );
  });

  it('takes more words until they are unique, and adds the words before if the quote is not', () => {
    const twice = ['The harbour was closed for eleven days.', LONG];
    expect(directive(twice, LONG)).toMatch(/^text=The%20harbour%20was%20closed%20for%20eleven%20weeks,/);
    expect(directive(['In May: it rained.', 'In June: it rained.'], 'it rained.')).toBe('text=June%3A-,it%20rained.');
    expect(directive(['It rained.', 'It rained.'], 'It rained.')).toBe('text=rained.-,It%20rained.');
  });

  it('spans paragraphs', () => {
    const list = ['The rules are:', 'Nobody swims after dark here.', 'Dogs stay on the beach road.'];
    expect(directive(list, list.join('\n\n'))).toBe('text=The%20rules%20are%3A,on%20the%20beach%20road.');
  });

  it('is left out if nothing distinguishes the quote, or if a page would not show its characters', () => {
    expect(directive(['Na na na na na na na na na na na na na na na na.'], 'na na')).toBeUndefined();
    expect(directive(['It costs **900** crowns.'], 'It costs **900** crowns.')).toBeUndefined();
    expect(directive([LONG], LONG, 30)).toBeUndefined();
  });

  it('is within its length and has no character of a Markdown link, for any text', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }),
      fc.constantFrom('на', '漢字', ')', '&'),
    );
    const paragraph = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(paragraph, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 10, max: 600 }),
        (all, max) => {
          const found = directive(all, all[0] ?? '', max);
          expect((found ?? '').length).toBeLessThanOrEqual(max);
          expect(found ?? 'text=x').toMatch(/^text=(?:[A-Za-z0-9.%]+-,)?[A-Za-z0-9.%]+(?:,[A-Za-z0-9.%]+)?$/);
        },
      ),
    );
  });
});
