import { AutoTokenizer, env } from '@xenova/transformers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadVocabulary } from '../../src/reader/files.js';
import { WordPiece } from '../../src/reader/wordpiece.js';
import { realModel } from '../support/model.js';

const vocabulary = await loadVocabulary();
const tokenizer = new WordPiece(vocabulary);

const prose = [
  'Chłopiec żyje! The naïve café-owner paid $3.50 (or 4,000¥) on 2024-12-05.',
  '“Quotes” — and … dashes; e-mail me@example.org, https://example.org/?a=b_c',
  '漢字かな🙂 한국어 слово Ωμέγα مرحبا unaffable supercalifragilisticexpialidocious',
  `${'x'.repeat(101)} tab\tnew\nline\u0000null\u00adsoft [SEP-like] a\u0301 decomposed`,
];

describe('WordPiece', () => {
  test('has one entry for each of the 30,522 tokens', () => {
    expect(vocabulary).toHaveLength(30_522);
    expect(tokenizer.number('[CLS]')).toBe(101);
  });

  test('splits text like the embedding model’s own tokenizer', async () => {
    const model = await realModel();
    env.allowRemoteModels = false;
    env.localModelPath = model.root;
    const theirs = await AutoTokenizer.from_pretrained(model.name, { local_files_only: true });
    for (const text of prose) {
      const expected = theirs.encode(text, { add_special_tokens: false });
      expect(tokenizer.pieces(text).map((piece) => piece.id)).toEqual(expected);
    }
  });

  test('returns each token’s span, whose letters are the token’s', () => {
    const word = fc.constantFrom('The', 'unaffable', 'naïve', 'Łódź', '3.50', '(yes)', 'don’t', '漢字', '…', 'É');
    const gap = fc.constantFrom(' ', '  ', '\n', '\t', '\u00a0');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap)), (parts) => {
        const text = parts.flat().join('');
        for (const { id, start, end } of tokenizer.pieces(text)) {
          const token = vocabulary[id] as string;
          if (token === '[UNK]') continue;
          const letters = text
            .slice(start, end)
            .toLowerCase()
            .normalize('NFD')
            .replace(/\p{Mn}/gu, '');
          expect(letters).toBe(token.replace(/^##(?=.)/u, ''));
        }
      }),
    );
  });

  test('moves forward through any text, and never outside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let [lastStart, lastEnd] = [0, 0];
        for (const { start, end } of tokenizer.pieces(text)) {
          expect(start).toBeGreaterThanOrEqual(lastStart);
          expect(end).toBeGreaterThanOrEqual(lastEnd);
          expect(end).toBeGreaterThan(start);
          [lastStart, lastEnd] = [start, end];
        }
        expect(lastEnd).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test('leaves out only white space and what is not text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        const covered = new Set<number>();
        for (const { start, end } of tokenizer.pieces(text)) for (let at = start; at < end; at++) covered.add(at);
        const left = [...text].filter((_char, index, all) => !covered.has(all.slice(0, index).join('').length));
        expect(left.join('')).toMatch(/^[\s\p{C}\p{Mn}\uFFFD]*$/u);
      }),
    );
  });
});
