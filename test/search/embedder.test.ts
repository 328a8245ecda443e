import { afterAll, describe, expect, test } from 'vitest';
import { openEmbedder } from '../../src/search/embedding/thread-embedder.js';
import type { Embedder } from '../../src/search/ports.js';
import { realModel } from '../support/model.js';

/** The contract for every embedder. */
function embedderContract(name: string, open: () => Promise<Embedder>) {
  describe(`${name} as an Embedder`, async () => {
    const embedder = await open();
    afterAll(() => embedder.close());

    test('gives unit vectors of its dimensions, in the order of the texts', async () => {
      const texts = ['a short one', 'a text that is quite a bit longer than the first one is, by some words', 'b'];
      const together = await embedder.embed(texts, 'passage');
      expect(together).toHaveLength(3);
      for (const [index, text] of texts.entries()) {
        const [alone] = await embedder.embed([text], 'passage');
        expect(alone).toHaveLength(embedder.dimensions);
        expect(Math.hypot(...(alone as Float32Array))).toBeCloseTo(1, 4);
        expect(dot(alone as Float32Array, together[index] as Float32Array)).toBeGreaterThan(0.999);
      }
    });

    test('places texts with similar meanings closer than others', async () => {
      const [question, near, far] = await embedder.embed(
        ['Who grows the tomatoes?', 'A gardener plants vegetables.', 'The court dismissed the appeal.'],
        'passage',
      );
      expect(dot(question as Float32Array, near as Float32Array)).toBeGreaterThan(
        dot(question as Float32Array, far as Float32Array),
      );
    });

    test('accepts any text: none, empty, very long, any script', async () => {
      expect(await embedder.embed([], 'query')).toEqual([]);
      const vectors = await embedder.embed(['', 'слово '.repeat(5000), '漢字かな🙂', '\u0000\ud800'], 'query');
      for (const vector of vectors) expect(vector.every(Number.isFinite)).toBe(true);
    });

    test('leaves the event loop free while it works', async () => {
      let worst = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        worst = Math.max(worst, performance.now() - last);
        last = performance.now();
      }, 5);
      const started = performance.now();
      await embedder.embed(
        Array.from({ length: 96 }, (_, n) => `${'Some words to embed. '.repeat(20)}${n}`),
        'passage',
      );
      const took = performance.now() - started;
      clearInterval(timer);
      expect(worst).toBeLessThan(took / 2);
    });

    test('refuses work whose signal is aborted', async () => {
      await expect(embedder.embed(['x'], 'query', AbortSignal.abort())).rejects.toThrow(/abort/i);
    });
  });
}

embedderContract('the model in a worker thread', async () => openEmbedder(await realModel()));

test('a model whose files are missing is an error, not a wait', async () => {
  const model = await realModel();
  await expect(openEmbedder({ ...model, root: '/nowhere' })).rejects.toThrow(/not found/);
});

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
