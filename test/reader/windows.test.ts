import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadVocabulary } from '../../src/reader/files.js';
import { QUESTION_TOKENS, WINDOW_TOKENS, windowsOf } from '../../src/reader/windows.js';
import { WordPiece } from '../../src/reader/wordpiece.js';

const tokenizer = new WordPiece(await loadVocabulary());

/** Sentences joined by spaces, with their spans. */
function passage(sentences: readonly string[]) {
  let text = '';
  const spans = sentences.map((sentence) => {
    const start = text.length;
    text += `${sentence} `;
    return { start, end: start + sentence.length };
  });
  return { text, spans };
}

function windows(question: string, sentences: readonly string[]) {
  const { text, spans } = passage(sentences);
  return { text, spans, windows: windowsOf(tokenizer, tokenizer.pieces(question), { text, sentences: spans }) };
}

describe('the windows of a passage', () => {
  test('are a single one if it fits, with the question before it', () => {
    const {
      text,
      windows: [window, ...more],
    } = windows('Who sings?', ['A bird sings.', 'It rains.']);
    expect(more).toEqual([]);
    expect(window?.questionTokens).toBe(5);
    expect(window?.sentences).toEqual([
      { index: 0, from: 5, to: 9 },
      { index: 1, from: 9, to: 12 },
    ]);
    const words = window?.spans.map((span) => span && text.slice(span.start, span.end));
    expect(words?.slice(5, 12)).toEqual(['A', 'bird', 'sings', '.', 'It', 'rains', '.']);
    expect(words?.at(-1)).toBeUndefined();
  });

  test('start with the title, which no answer can be in', () => {
    const { text, sentences } = { text: 'A bird sings.', sentences: [{ start: 0, end: 13 }] };
    const [window] = windowsOf(tokenizer, tokenizer.pieces('Who sings?'), { title: 'Birds', text, sentences });
    expect(window?.questionTokens).toBe(5);
    expect(window?.spans.slice(0, 7)).toEqual(Array(7).fill(undefined));
    expect(window?.sentences).toEqual([{ index: 0, from: 7, to: 11 }]);
  });

  test('have every sentence once, whole if possible, for any passage and question', () => {
    const sentence = fc.array(fc.constantFrom('word', 'unaffable', '7', 'is'), { minLength: 1, maxLength: 260 });
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 5, arbitrary: sentence }, fc.constant(['\u00ad'])), { maxLength: 9 }),
        fc.nat(60),
        (parts, asked) => {
          const {
            text,
            spans,
            windows: all,
          } = windows(
            'why '.repeat(asked),
            parts.map((each) => each.join(' ')),
          );
          const seen = all.flatMap((window) => window.sentences.map((each) => each.index));
          expect(seen).toEqual(
            spans.flatMap(({ start, end }, index) =>
              tokenizer.pieces(text.slice(start, end)).length > 0 ? [index] : [],
            ),
          );
          for (const window of all) {
            expect(window.ids.length).toBeLessThanOrEqual(WINDOW_TOKENS);
            expect(window.ids).toHaveLength(window.spans.length);
            expect(window.questionTokens).toBeLessThanOrEqual(QUESTION_TOKENS + 2);
            for (const { index, from, to } of window.sentences) {
              const { start, end } = spans[index] as { start: number; end: number };
              const whole = tokenizer.pieces(text.slice(start, end)).length;
              expect(to - from).toBe(Math.min(whole, WINDOW_TOKENS - window.questionTokens - 1));
              for (const span of window.spans.slice(from, to)) {
                expect(span?.start).toBeGreaterThanOrEqual(start);
                expect(span?.end).toBeLessThanOrEqual(end);
              }
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
