import type { Article, Passage } from '../../article/model/article.js';
import { asRead, bare } from '../../article/text/joins.js';
import type { LoadedModel } from '../../search/embedding/model.js';
import type { IndexProgress } from '../reports.js';
import type { VectorCache } from './vector-cache.js';

/** Texts that are embedded between two writes to the cache: the most that a crash can lose. */
const SLICE = 1024;

/** The text that is embedded for a passage: the heading adds the topic if the passage does not name it. */
export function embeddedText(article: Article, passage: Passage): string {
  const body = bare(asRead(article, passage));
  return passage.heading ? `${passage.heading}\n${body}` : body;
}

/** Makes sure that the cache has a vector for each passage and sentence. */
export async function embedMissing(
  cut: readonly { readonly article: Article; readonly passages: readonly Passage[] }[],
  model: LoadedModel,
  cache: VectorCache,
  onProgress: (progress: IndexProgress) => void,
): Promise<{ embedded: number; cached: number; keys: Iterable<Buffer> }> {
  const keys = new Map<string, Buffer>();
  const missing = new Map<string, string>();
  const want = (text: string) => {
    const key = cache.key(text);
    const name = key.toString('base64');
    if (keys.has(name)) return;
    keys.set(name, key);
    if (!cache.get(key)) missing.set(name, text);
  };
  for (const { article, passages } of cut) {
    for (const passage of passages) {
      want(embeddedText(article, passage));
      for (const sentence of passage.sentences) want(bare(asRead(article, sentence)));
    }
  }
  // Sorted by length overall, so that each batch has texts of similar length.
  const work = [...missing].sort(([, a], [, b]) => a.length - b.length);
  let done = 0;
  onProgress({ stage: 'embedding', done, total: work.length });
  for (let from = 0; from < work.length; from += SLICE) {
    const slice = work.slice(from, from + SLICE);
    const vectors = await model.embed(
      slice.map(([, text]) => text),
      'passage',
      (count) => {
        done += count;
        onProgress({ stage: 'embedding', done, total: work.length });
      },
    );
    cache.put(slice.map(([name], index) => [keys.get(name) as Buffer, vectors[index] as Float32Array] as const));
  }
  return { embedded: work.length, cached: keys.size - work.length, keys: keys.values() };
}
