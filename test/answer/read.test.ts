import { afterAll, expect, test } from 'vitest';
import { analyseQuestion } from '../../src/answer/question/analyse.js';
import { rankSentences } from '../../src/answer/rank-sentences.js';
import { openParts } from '../../src/app/wiring.js';
import type { PassageToRead } from '../../src/reader/reader.js';
import { BAKERY, BRIDGES, opened, temporaryConfig } from '../support/library.js';

const config = await temporaryConfig({ 'bridges.txt': BRIDGES, 'bakery.md': BAKERY }, afterAll);
const verbatim = await opened(config, undefined, afterAll);
await verbatim.reindex('changed');
const parts = await openParts(config);
afterAll(() => parts.close());

test('the words that the reader finds are in their sentence, as offsets into the article', async () => {
  const { sentences } = await parts.library.use((generation) =>
    rankSentences(analyseQuestion('Who built the Heron Bridge?'), generation, parts),
  );
  const read = sentences.filter((each) => each.words);
  expect(read.length).toBeGreaterThan(3);
  for (const { sentence, words } of read) {
    expect(words?.start).toBeGreaterThanOrEqual(sentence.start);
    expect(words?.end).toBeLessThanOrEqual(sentence.end);
    const text = verbatim.source(sentence.articleId)?.text ?? '';
    expect(sentence.text).toContain(text.slice(words?.start, words?.end));
  }
});

test('the reader finds the sentence that says who, although words and meaning point elsewhere', async () => {
  const { sentences } = await parts.library.use((generation) =>
    rankSentences(analyseQuestion('Who built the Heron Bridge?'), generation, parts),
  );
  expect(sentences[0]?.sentence.text).toContain('Ada Lindqvist');
});

test('reading stops once no doubt is left, and reports how many passages were read', async () => {
  const counted: number[] = [];
  const reader = {
    read: async (question: string, passages: readonly PassageToRead[]) => {
      counted.push(passages.length);
      return (await parts.reader?.read(question, passages)) ?? [];
    },
  };
  const { read } = await parts.library.use((generation) =>
    rankSentences(analyseQuestion('Who built the Heron Bridge?'), generation, { embedder: parts.embedder, reader }),
  );
  expect(read.reader).toBe(counted.reduce((sum, count) => sum + count, 0));
  expect(read).toMatchObject({ checker: 0 });
});

test('without a reader, the ranking uses only retrieval', async () => {
  const { embedder, library } = parts;
  const ranking = await library.use((generation) =>
    rankSentences(analyseQuestion('What does a loaf cost?'), generation, { embedder }),
  );
  expect(ranking.sentences[0]?.sentence.text).toBe('A loaf costs forty crowns.');
  expect(ranking.sentences.every((each) => each.words === undefined)).toBe(true);
  expect(ranking.confidence).toBeGreaterThan(0.5);
});
