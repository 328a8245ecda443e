import type { Reader } from '../reader/reader.js';
import { inStage, type PassagesRead, reportPassagesRead } from '../runtime/timings.js';
import type { Embedder, PassageStore, Scope, VectorIndex } from '../search/ports.js';
import { type FusionWeights, retrieve } from '../search/retrieval/retrieve.js';
import { withCompetingOnly } from './claims/competing-answers.js';
import { disagreement } from './claims/disagreement.js';
import { confidenceOf, type Thresholds } from './decide.js';
import type { AnalysedQuestion } from './question/analysed-question.js';
import { namesOnlyOthers } from './ranking/entity-overlap.js';
import { featuresOf } from './ranking/features.js';
import { rank, type ScoredSentence, type Weights } from './ranking/rank.js';
import type { RankedSentence } from './ranking/ranked-sentence.js';
import { readInOrder } from './ranking/read.js';
import { lacksRole } from './ranking/role.js';
import { unreadChance } from './ranking/unread-chance.js';
import { modeOf, weights } from './ranking/weights.js';

/** The models that answering needs, behind their ports; without the small reader, the ranking goes by retrieval alone. */
export interface Models {
  readonly embedder: Pick<Embedder, 'embed'>;
  /** The small reader, which reads what the retrieval puts forward. */
  readonly reader?: Pick<Reader, 'read'>;
  /** The large reader, which checks what is about to be answered; never there without the small one. */
  readonly checker?: Pick<Reader, 'read'>;
  /** The operator's own thresholds (see own-thresholds.ts), where there are such for these models. */
  readonly thresholds?: () => Thresholds | undefined;
}

/** What questions are answered from: one generation's vectors and store. */
export interface Searchable {
  readonly vectors: VectorIndex;
  readonly store: PassageStore;
}

interface RankOptions {
  /** An article to leave out, as measuring how well a missing answer is noticed needs it. */
  readonly without?: string;
  /** What the search is to keep to. */
  readonly scope?: Scope;
  readonly signal?: AbortSignal;
}

export interface Ranking {
  /** Best first. */
  readonly sentences: readonly ScoredSentence[];
  /** How likely the first of them answers, 0 to 1; 0 when there is none. */
  readonly confidence: number;
  /** The sentences that contradict one another on what is asked, in their order; none when the articles agree. */
  readonly claims: readonly ScoredSentence[];
  /** What each feature counted for in the order. */
  readonly weights: Weights;
  /** How many passages each reader has read. */
  readonly read: PassagesRead;
}

/** Most passages that the small reader reads, and how many before it looks whether that is enough. */
export const READ = { most: 16, batch: 4 } as const;
/** Passages that the large reader checks: what stands lower is seldom right, and each costs several times as much. */
const CHECKED = 2;

/** The sentences that may answer a checked question, with what the retrieval knows of them, in no order. */
export async function retrieveSentences(
  question: AnalysedQuestion,
  { vectors, store }: Searchable,
  { embedder }: Pick<Models, 'embedder'>,
  { signal, fusion = weights().fusion, ...rest }: RankOptions & { readonly fusion?: FusionWeights } = {},
): Promise<RankedSentence[]> {
  const [vector] = await inStage('embed', () => embedder.embed([question.text], 'query', signal));
  const options = { fusion, ...rest };
  const found = inStage('search', () => retrieve(question, vector as Float32Array, vectors, store, options));
  return inStage('rank', () => featuresOf(question, found, store));
}

/** What is left of the confidence where nothing is said of the role that is asked for, or it is said of others. */
const OF_OTHERS = 0.5;

/** The same sentences ranked, as far as the readers there are have read them, with the confidence in the first. */
export async function rankSentences(
  question: AnalysedQuestion,
  searchable: Searchable,
  models: Models,
  options: RankOptions = {},
): Promise<Ranking> {
  const { ranking, confidence } = weights()[modeOf(models)];
  const retrieved = await retrieveSentences(question, searchable, models, options);
  const { sentences, read } = await readUntilSure(question, retrieved, models, options.signal);
  reportPassagesRead(read);
  const embed = (words: readonly string[]) => models.embedder.embed(words, 'query', options.signal);
  return inStage('judge', async () => {
    const claims = await disagreement(question, sentences, embed);
    const judged = withCompetingOnly(question, sentences, claims);
    const isOfOthers = lacksRole(question, sentences) || namesOnlyOthers(question, sentences);
    const claimed = confidenceOf(judged, question.terms.length, confidence);
    return {
      sentences,
      confidence: isOfOthers ? OF_OTHERS * claimed : claimed,
      claims,
      weights: ranking,
      read,
    };
  });
}

/** The sentences ranked: by retrieval, then by what the small reader makes of them, and the large one of the best of those. */
async function readUntilSure(
  question: AnalysedQuestion,
  found: readonly RankedSentence[],
  { reader, checker }: Models,
  signal: AbortSignal | undefined,
): Promise<Pick<Ranking, 'sentences' | 'read'>> {
  const { retrieval, reading } = weights();
  const retrieved = rank(found, retrieval.ranking);
  if (!reader) return { sentences: retrieved, read: { reader: 0, checker: 0 } };
  const isEnough = (sentences: readonly RankedSentence[]) =>
    unreadChance(retrieved, rank(sentences, reading.ranking)) < reading.unread;
  const options = { ...(signal && { signal }) };
  const read = await inStage('read', () => readInOrder(question, retrieved, reader, { ...READ, isEnough, ...options }));
  const sentences = rank(read.sentences, reading.ranking);
  if (!checker) return { sentences, read: { reader: read.passages, checker: 0 } };
  const checked = await inStage('check', () =>
    readInOrder(question, sentences, checker, { most: CHECKED, batch: CHECKED, ...options }),
  );
  return {
    sentences: rank(checked.sentences, reading.ranking),
    read: { reader: read.passages, checker: checked.passages },
  };
}
