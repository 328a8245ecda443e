import path from 'node:path';
import { cleanArticle } from '../../src/article/clean.js';
import { passagesOf } from '../../src/article/text/passages.js';
import type { PassageStore } from '../../src/search/ports.js';
import { openStore } from '../../src/search/store/sqlite-store.js';
import { createStore } from '../../src/search/store/sqlite-writer.js';
import { type After, temporaryFolder } from './folders.js';

/** A store of plain texts by id, with meaningless vectors. */
export async function stored(texts: Readonly<Record<string, string>>, after?: After): Promise<PassageStore> {
  const file = path.join(await temporaryFolder(after), 'store');
  const writer = createStore(file);
  for (const [id, text] of Object.entries(texts)) {
    const article = cleanArticle({ id, format: 'plain', text });
    const passages = passagesOf(article).map((passage) => ({
      ...passage,
      sentenceVectors: passage.sentences.map(() => new Float32Array([1, 0, 0, 0])),
    }));
    writer.add(article, passages);
  }
  writer.finish();
  return openStore(file);
}
