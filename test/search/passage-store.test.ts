import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import type { Article } from '../../src/article/model/article.js';
import { passagesOf } from '../../src/article/text/passages.js';
import type { PassageStore, Scope, StoreWriter } from '../../src/search/ports.js';
import { openStore } from '../../src/search/store/sqlite-store.js';
import { createStore } from '../../src/search/store/sqlite-writer.js';
import { indexTerms, queryTerms } from '../../src/search/text/terms.js';
import { dotQuantized } from '../../src/search/vectors/quantize.js';
import { temporaryFolder } from '../support/folders.js';
import { BAKERY, BRIDGES } from '../support/library.js';

const ARTICLES: Article[] = [
  cleanArticle({ id: 'town/bridges.txt', format: 'plain', text: BRIDGES }),
  cleanArticle({ id: 'bakery', format: 'markdown', text: BAKERY.split('---\n')[2] ?? '', title: 'Ännchen’s bakery' }),
  cleanArticle({ id: "it's; --", format: 'plain', text: '東京都の橋は七つある。 \u{1F600} Nothing else.' }),
];

/** A different unit vector for each text. */
function vectorFor(text: string): Float32Array {
  const vector = new Float32Array(8);
  vector[text.length % 8] = 0.8;
  vector[(text.length + 3) % 8] = -0.6;
  return vector;
}

/** The contract for every passage store. */
function passageStoreContract(
  name: string,
  create: (file: string) => StoreWriter,
  open: (file: string) => PassageStore,
) {
  async function filled() {
    const file = path.join(await temporaryFolder(), 'store');
    const writer = create(file);
    const ids = new Map<number, string>();
    for (const article of ARTICLES) {
      const passages = passagesOf(article).map((passage) => ({
        ...passage,
        sentenceVectors: passage.sentences.map((each) => vectorFor(article.text.slice(each.start, each.end))),
      }));
      for (const id of writer.add(article, passages)) ids.set(id, article.id);
    }
    writer.finish();
    return { store: open(file), ids };
  }

  describe(`${name} as a PassageStore`, () => {
    test('returns articles unchanged', async () => {
      const { store } = await filled();
      for (const article of ARTICLES) expect(store.article(article.id)).toEqual(article);
      expect(store.article('nowhere')).toBeUndefined();
      expect(
        store
          .summaries()
          .map((summary) => summary.id)
          .sort(),
      ).toEqual(ARTICLES.map((article) => article.id).sort());
    });

    test('returns passages in the given order, with exact sentences and their vectors', async () => {
      const { store, ids } = await filled();
      const wanted = [...ids.keys()].reverse();
      const passages = store.passages([...wanted, 9999]);
      expect(passages.map((passage) => passage.id)).toEqual(wanted);
      for (const passage of passages) {
        const article = store.article(ids.get(passage.id) as string) as Article;
        expect(passage).toMatchObject({ articleId: article.id, title: article.title });
        for (const sentence of passage.sentences) {
          expect(sentence.text).toBe(article.text.slice(sentence.start, sentence.end));
          expect(dotQuantized(vectorFor(sentence.text), sentence.vector)).toBeCloseTo(1, 2);
        }
      }
    });

    test('finds passages by their own words, their heading and their title', async () => {
      const { store, ids } = await filled();
      const found = (question: string) => store.searchPassages(queryTerms(question), 5).map((hit) => ids.get(hit.id));
      expect(found('cyclists')).toEqual(['town/bridges.txt']);
      expect(found('annchen')).toContain('bakery');
      expect(found('price')[0]).toBe('bakery');
      expect(found('東京')).toEqual(["it's; --"]);
      expect(found('zebra')).toEqual([]);
    });

    test('finds sentences, best first, with their passage', async () => {
      const { store, ids } = await filled();
      const hits = store.searchSentences(queryTerms('How much did repairs to the Heron Bridge cost?'), 5);
      expect(hits.map((hit) => hit.score)).toEqual([...hits.map((hit) => hit.score)].sort((a, b) => b - a));
      const [passage] = store.passages([hits[0]?.passageId ?? 0]);
      expect(passage?.sentences.find((each) => each.id === hits[0]?.id)?.text).toMatch(/^Repairs to the Heron Bridge/);
      expect(ids.get(passage?.id ?? 0)).toBe('town/bridges.txt');
    });

    test('counts the sentences with a term', async () => {
      const { store } = await filled();
      expect(store.sentenceFrequency(queryTerms('Heron')[0] as string)).toBe(2);
      expect(store.sentenceFrequency('zebra')).toBe(0);
      expect(store.sentenceCount).toBe(
        ARTICLES.flatMap((each) => passagesOf(each)).flatMap((each) => each.sentences).length,
      );
    });

    test('finds the passages of given articles, and those with an exact phrase', async () => {
      const { store, ids } = await filled();
      const within = (scope: Scope) => [...store.passageIdsWithin(scope)].map((id) => ids.get(id));
      expect(new Set(within({ articles: ['bakery', 'nowhere'], phrases: [] }))).toEqual(new Set(['bakery']));
      expect(within({ articles: [], phrases: [] })).toEqual([]);
      expect(within({ phrases: ['HERON  Bridge', 'eleven weeks'] })).toEqual(['town/bridges.txt']);
      expect(within({ phrases: ['Lindqvist. The bridge'] })).toEqual(['town/bridges.txt']);
      expect(within({ phrases: ['の橋は'] })).toEqual(["it's; --"]);
      expect(within({ articles: ['bakery'], phrases: ['Heron Bridge'] })).toEqual([]);
      for (const phrase of ['Heron Bridges', 'eron Bridge', 'bridge Heron', '" OR "', 'body: *']) {
        expect(within({ phrases: [phrase] })).toEqual([]);
      }
    });

    test('searches among given passages only', async () => {
      const { store, ids } = await filled();
      const terms = queryTerms('What does the bakery on the bridge cost?');
      const all = new Map(store.searchPassages(terms, 50).map((hit) => [hit.id, hit.score]));
      const among = store.passageIdsWithin({ articles: ['bakery'], phrases: [] });
      const passages = store.searchPassages(terms, 50, among);
      expect(passages.length).toBeGreaterThan(0);
      for (const { id, score } of passages) {
        expect(ids.get(id)).toBe('bakery');
        expect(score).toBeCloseTo(all.get(id) ?? 0);
      }
      const sentences = store.searchSentences(terms, 50, among);
      expect(sentences.map(({ score }) => score)).toEqual(sentences.map(({ score }) => score).sort((a, b) => b - a));
      expect(sentences.every((hit) => ids.get(hit.passageId) === 'bakery')).toBe(true);
      expect(store.searchSentences(terms, 50, new Set())).toEqual([]);
    });

    test('searches for runs of terms, any of which may match, each only with consecutive terms', async () => {
      const { store, ids } = await filled();
      const found = (runs: string[][], among?: ReadonlySet<number>) =>
        store.searchRuns(runs, 50, among).map(({ id }) => ids.get(id));
      const [heron, rye] = [indexTerms('Heron Bridge'), indexTerms('rye bread rests')];
      expect(found([heron])).toEqual(['town/bridges.txt']);
      expect(found([[...heron].reverse()])).toEqual([]);
      expect(new Set(found([heron, rye]))).toEqual(new Set(['town/bridges.txt', 'bakery']));
      const among = store.passageIdsWithin({ articles: ['bakery'], phrases: [] });
      expect(found([heron, rye], among)).toEqual(['bakery']);
      expect(found([['" OR "'], ['body:', '*']])).toEqual([]);
    });

    test('searching for nothing finds nothing', async () => {
      const { store } = await filled();
      expect(store.searchPassages([], 5)).toEqual([]);
      expect(store.searchRuns([], 5)).toEqual([]);
      expect(store.searchSentences([], 5)).toEqual([]);
    });
  });
}

passageStoreContract('SQLite', createStore, openStore);
