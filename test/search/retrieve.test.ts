import path from 'node:path';
import { expect, test } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import { passagesOf } from '../../src/article/text/passages.js';
import { type FusionWeights, LISTS, retrieve } from '../../src/search/retrieval/retrieve.js';
import { openStore } from '../../src/search/store/sqlite-store.js';
import { createStore } from '../../src/search/store/sqlite-writer.js';
import { queryTerms } from '../../src/search/text/terms.js';
import { HnswIndex } from '../../src/search/vectors/hnsw.js';
import { temporaryFolder } from '../support/folders.js';

const EVEN = Object.fromEntries(LISTS.map((name) => [name, 1])) as FusionWeights;
const QUESTION = 'Which ferry crosses the strait?';

const asked = (question: string) => ({ terms: queryTerms(question), searchTerms: queryTerms(question) });

/** Two dimensions are enough: the question and what is near it in meaning point along the first. */
function unit(angle: number): Float32Array {
  return Float32Array.of(Math.cos(angle), Math.sin(angle));
}

/** A store and index of one-sentence articles, with the angles of each passage and sentence to the question. */
async function indexed(articles: readonly { text: string; passage: number; sentence: number }[]) {
  const file = path.join(await temporaryFolder(), 'library.db');
  const writer = createStore(file);
  const index = HnswIndex.create(2, articles.length);
  for (const [at, { text, passage, sentence }] of articles.entries()) {
    const article = cleanArticle({ id: `a${at}`, format: 'plain', title: `Number ${at}`, text });
    const passages = passagesOf(article).map((each) => ({
      ...each,
      sentenceVectors: each.sentences.map(() => unit(sentence)),
    }));
    for (const id of writer.add(article, passages)) index.add(id, unit(passage));
  }
  writer.finish();
  return { index, store: openStore(file) };
}

const ALIKE_IN_WORDS = Array.from({ length: 80 }, (_, at) => ({
  text: `The ferry that crosses the strait, says page ${at} of the ferry book on the strait, is a ferry.`,
  passage: 1.2,
  sentence: 1.2,
}));
const NEAR_IN_MEANING = { text: 'Boats run between the two shores every hour.', passage: 0.1, sentence: 0.1 };

test('the nearest in meaning stays a candidate behind eighty passages with similar words', async () => {
  const { index, store } = await indexed([...ALIKE_IN_WORDS, NEAR_IN_MEANING]);
  const words = { ...EVEN, passageDense: 0, sentenceDense: 0 };
  const question = asked(QUESTION);
  const { candidates } = retrieve(question, unit(0), index, store, { fusion: words });
  expect(candidates.length).toBeLessThanOrEqual(30);
  expect(candidates.map(({ passage }) => passage.sentences[0]?.text)).toContain(NEAR_IN_MEANING.text);
});

test('a passage with one near sentence counts as near, although the whole passage is not', async () => {
  const others = Array.from({ length: 60 }, (_, at) => ({
    text: `Ropes of kind ${at} are sold here.`,
    passage: 0.5,
    sentence: 0.9,
  }));
  const hidden = { text: 'Boats run between the two shores every hour.', passage: 0.8, sentence: 0 };
  const { index, store } = await indexed([...others, hidden]);
  const { candidates } = retrieve(asked(''), unit(0), index, store, {
    fusion: { ...EVEN, passageDense: 0 },
  });
  expect(candidates[0]?.passage.sentences[0]?.text).toBe(hidden.text);
});

test('the passages of an excluded article are not candidates, and take no places', async () => {
  const { index, store } = await indexed([NEAR_IN_MEANING, ...ALIKE_IN_WORDS]);
  const question = asked(QUESTION);
  const { candidates } = retrieve(question, unit(0), index, store, { fusion: EVEN, without: 'a0' });
  expect(candidates.map(({ passage }) => passage.articleId)).not.toContain('a0');
  expect(candidates.length).toBeGreaterThan(15);
});
