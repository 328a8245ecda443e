import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { fromProjectRoot } from '../../runtime/project.js';
import { WEIGHTS_FILE } from './weights.js';

/** In DATA_DIR: the thresholds that `npm run calibrate` fitted to the operator's questions. */
const FILE = 'thresholds.json';

const confidence = z.number().min(0).max(1);
const ownThresholds = z.object({
  /** The `answeringFingerprint` they were fitted for: confidences of other models are not comparable. */
  fittedFor: z.string(),
  answered: confidence,
  closest: confidence,
  /** The target share of wrong answers, and the number of questions they were fitted to. */
  error: z.number(),
  questions: z.int(),
  /** ISO 8601, UTC. */
  fittedAt: z.iso.datetime(),
});
type OwnThresholds = Readonly<z.infer<typeof ownThresholds>>;

type FoundThresholds =
  | { readonly state: 'none' }
  | { readonly state: 'fitting' | 'stale'; readonly thresholds: OwnThresholds }
  | { readonly state: 'damaged'; readonly reason: string };

/** The fingerprints of the models that answer questions. */
interface AnsweringModels {
  readonly embedder: string;
  readonly reader?: string | undefined;
  readonly checker?: string | undefined;
}

/** Identifies everything that changes confidences: the models and the ranking's weights. */
export async function answeringFingerprint({ embedder, reader, checker }: AnsweringModels): Promise<string> {
  const weights = createHash('sha256')
    .update(await readFile(fromProjectRoot(WEIGHTS_FILE)))
    .digest('hex');
  const identity = JSON.stringify([embedder, reader ?? null, checker ?? null, weights]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 16);
}

/** The operator's thresholds, and whether they belong to the present models. */
export async function readThresholds(dataDir: string, fingerprint: string): Promise<FoundThresholds> {
  try {
    const thresholds = ownThresholds.parse(JSON.parse(await readFile(fileIn(dataDir), 'utf8')));
    return { state: thresholds.fittedFor === fingerprint ? 'fitting' : 'stale', thresholds };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'none' };
    return { state: 'damaged', reason: (cause as Error).message.split('\n')[0] ?? '' };
  }
}

/** @returns the path of the file. */
export async function writeThresholds(dataDir: string, thresholds: OwnThresholds): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  await writeFileAtomic(fileIn(dataDir), `${JSON.stringify(thresholds, null, 2)}\n`);
  return fileIn(dataDir);
}

export async function removeThresholds(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

function fileIn(dataDir: string): string {
  return path.join(dataDir, FILE);
}
