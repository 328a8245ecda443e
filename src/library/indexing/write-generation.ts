import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Article, Passage } from '../../article/model/article.js';
import { asRead, bare } from '../../article/text/joins.js';
import { syncFile, syncFolder } from '../../runtime/files/durable.js';
import { sha256Of } from '../../search/model/files.js';
import { SCHEMA_VERSION } from '../../search/store/sqlite-schema.js';
import { createStore } from '../../search/store/sqlite-writer.js';
import { HnswIndex } from '../../search/vectors/hnsw.js';
import { findCopies } from '../copies/copies.js';
import { type Manifest, manifestText } from '../generations/manifest.js';
import { generationPaths, generationsDir, pathsIn } from '../generations/paths.js';
import type { IndexProgress } from '../reports.js';
import { embeddedText } from './embed-missing.js';
import type { VectorCache } from './vector-cache.js';

/** Articles between two progress reports. */
const REPORT_EVERY = 20;

/** An article and its passages. */
export interface CutArticle {
  readonly article: Article;
  readonly passages: readonly Passage[];
}

/** Writes store, vectors and manifest to a folder, which only becomes a generation once everything is there. */
export async function writeGeneration(
  id: string,
  cut: readonly CutArticle[],
  target: { embeddingsDir: string; fingerprint: string; dimensions: number },
  cache: Pick<VectorCache, 'key' | 'get'>,
  onProgress: (progress: IndexProgress) => void,
): Promise<Manifest['counts']> {
  const building = pathsIn(path.join(generationsDir(target.embeddingsDir), `.building-${id}`));
  await mkdir(building.folder, { recursive: true });
  const counts = { articles: cut.length, passages: 0, sentences: 0 };
  for (const { passages } of cut) {
    counts.passages += passages.length;
    for (const passage of passages) counts.sentences += passage.sentences.length;
  }
  const vectorOf = (text: string): Float32Array => {
    const vector = cache.get(cache.key(text));
    if (!vector) throw new Error('a vector that was just made is not in the cache');
    return vector;
  };
  const copies = findCopies(cut);
  const vectors = HnswIndex.create(target.dimensions, counts.passages);
  const store = createStore(building.store);
  try {
    for (const [index, { article, passages }] of cut.entries()) {
      const stored = passages.map((passage) => ({
        ...passage,
        same: passage.sentences.map(copies.sameOf),
        sentenceVectors: passage.sentences.map((sentence) => vectorOf(bare(asRead(article, sentence)))),
      }));
      store.add(article, stored, copies.groupOf(article)).forEach((passageId, at) => {
        const passage = passages[at];
        if (passage) vectors.add(passageId, vectorOf(embeddedText(article, passage)));
      });
      if ((index + 1) % REPORT_EVERY === 0 || index + 1 === cut.length) {
        onProgress({ stage: 'index', done: index + 1, total: cut.length });
      }
    }
    store.finish();
  } catch (cause) {
    store.abandon();
    throw cause;
  }
  await vectors.save(building.vectors);
  await Promise.all([syncFile(building.store), syncFile(building.vectors)]);
  const manifest: Manifest = {
    schemaVersion: SCHEMA_VERSION,
    fingerprint: target.fingerprint,
    dimensions: target.dimensions,
    counts,
    checksums: { store: await sha256Of(building.store), vectors: await sha256Of(building.vectors) },
    builtAt: new Date().toISOString(),
  };
  await writeFileAtomic(building.manifest, manifestText(manifest));
  await syncFolder(building.folder);
  await rename(building.folder, generationPaths(target.embeddingsDir, id).folder);
  await syncFolder(generationsDir(target.embeddingsDir));
  return counts;
}
