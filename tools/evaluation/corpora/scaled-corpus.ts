import { rm } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import type { Parts } from '../../../src/app/wiring.js';
import { loadArticles } from '../../../src/article/load.js';
import { passagesOf } from '../../../src/article/text/passages.js';
import { corpusFolders } from '../../../src/calibration/corpus.js';
import type { QuestionSet } from '../../../src/calibration/question-set.js';
import type { Config } from '../../../src/config/config.js';
import { Library } from '../../../src/library/generations/library.js';
import { indexFingerprint } from '../../../src/library/generations/manifest.js';
import { cacheFile, pointerFile } from '../../../src/library/generations/paths.js';
import { embeddedText } from '../../../src/library/indexing/embed-missing.js';
import { openVectorCache } from '../../../src/library/indexing/vector-cache.js';
import { type CutArticle, writeGeneration } from '../../../src/library/indexing/write-generation.js';
import type { IndexProgress } from '../../../src/library/reports.js';
import { IndexUnavailableError } from '../../../src/runtime/errors.js';
import { noisy, variantsOf } from './variants.js';

const SEED = 1;
const GENERATION = 'scaled';

/**
 * An index with a given number of passages: a question set's articles, which `openCorpus` has indexed, and as many generated variants
 * as needed. It is built once, next to theirs; nothing is embedded again.
 */
export async function openScaled(
  config: Config,
  set: QuestionSet,
  { model, embedder }: Parts,
  passages: number,
  onProgress: (progress: IndexProgress) => void,
): Promise<Library> {
  const real = corpusFolders(config, set);
  const embeddingsDir = `${real.embeddingsDir}-${passages}`;
  const fingerprint = indexFingerprint(model.fingerprint);
  const library = new Library(embeddingsDir, fingerprint, (cause) => {
    throw cause;
  });
  const fits = await library.current().catch((cause) => {
    if (!(cause instanceof IndexUnavailableError)) throw cause;
  });
  if (fits) return library;

  const { articles } = await loadArticles(real.articlesDir);
  const cut = articles.map((article) => ({ article, passages: passagesOf(article) }));
  const { scaled, originals } = multiplied(cut, passages);
  const [{ length: dimensions }] = (await embedder.embed(['.'], 'query')) as [Float32Array];
  const cache = openVectorCache(cacheFile(real.embeddingsDir), model.fingerprint, dimensions);
  const moved = noisy(SEED);
  const vectors = {
    key: (text: string) => Buffer.from(text),
    get(key: Buffer) {
      const text = key.toString();
      const original = originals.get(text);
      const vector = cache.get(cache.key(original ?? text));
      return vector && original !== undefined ? moved(vector) : vector;
    },
  };
  await rm(embeddingsDir, { recursive: true, force: true });
  await writeGeneration(GENERATION, scaled, { embeddingsDir, fingerprint, dimensions }, vectors, onProgress);
  cache.close();
  await writeFileAtomic(pointerFile(embeddingsDir), `${GENERATION}\n`);
  return library;
}

/** Articles and their variants, and the original text of each text in a variant. */
function multiplied(
  cut: readonly CutArticle[],
  passages: number,
): { scaled: CutArticle[]; originals: ReadonlyMap<string, string> } {
  const scaled = [...cut];
  const originals = new Map<string, string>();
  const variant = variantsOf(cut, SEED);
  let count = cut.reduce((sum, each) => sum + each.passages.length, 0);
  for (let made = 0; count < passages && cut.length > 0; made++) {
    const original = cut[made % cut.length] as CutArticle;
    const madeUp = variant(original, `${original.article.id}-${made}`);
    for (const passage of madeUp.passages) {
      originals.set(embeddedText(madeUp.article, passage), embeddedText(original.article, passage));
      for (const { start, end } of passage.sentences) {
        originals.set(madeUp.article.text.slice(start, end), original.article.text.slice(start, end));
      }
    }
    scaled.push(madeUp);
    count += madeUp.passages.length;
  }
  return { scaled, originals };
}
