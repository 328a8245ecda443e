import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openParts, type Parts } from '../app/wiring.js';
import type { Config } from '../config/config.js';
import { buildInThread } from '../library/indexing/build-in-thread.js';
import type { IndexProgress } from '../library/reports.js';
import type { QuestionSet } from './question-set.js';

/**
 * Opens an index over a question set's articles, in its own folder under the embeddings folder, and builds it if necessary. The
 * articles are the paragraphs of the set, or else the folder that the settings name.
 */
export async function openCorpus(
  config: Config,
  set: QuestionSet,
  onProgress: (progress: IndexProgress) => void,
): Promise<Parts> {
  const lines = linesOf(set);
  const { articlesDir, embeddingsDir } = corpusFolders(config, set);
  if (lines !== undefined) {
    await mkdir(articlesDir, { recursive: true });
    await writeFile(path.join(articlesDir, 'all.jsonl'), lines);
  }
  const parts = await openParts({ ...config, embeddingsDir }, { onProgress });
  const { model } = parts;
  await buildInThread({ articlesDir, embeddingsDir, model, mode: 'changed', threads: 2 }, onProgress);
  return parts;
}

/** Where a question set's articles and index are stored. */
export function corpusFolders(config: Config, set: QuestionSet): Pick<Config, 'articlesDir' | 'embeddingsDir'> {
  const lines = linesOf(set);
  const identity = createHash('sha256')
    .update(lines ?? config.articlesDir)
    .digest('hex')
    .slice(0, 12);
  const embeddingsDir = path.join(config.embeddingsDir, 'bench', identity);
  return {
    embeddingsDir,
    articlesDir: lines === undefined ? config.articlesDir : path.join(embeddingsDir, 'articles'),
  };
}

function linesOf({ articles }: QuestionSet): string | undefined {
  return articles?.map(({ id, text }) => JSON.stringify({ id, title: '', text })).join('\n');
}
