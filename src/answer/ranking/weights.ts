import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ModelUnavailableError } from '../../runtime/errors.js';
import { fromProjectRoot } from '../../runtime/project.js';
import { LISTS } from '../../search/retrieval/retrieve.js';
import { CONFIDENCE_FEATURES, READING_CONFIDENCE_FEATURES } from './confidence-features.js';
import { FEATURES, READING_FEATURES } from './ranked-sentence.js';

const linear = <const Name extends string>(names: readonly Name[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, z.number()])) as Record<Name, z.ZodNumber>);

const thresholds = z.strictObject({ answered: z.number(), closest: z.number() });

/** How questions are ranked: by retrieval alone, or by what readers see as well. */
export type Mode = 'retrieval' | 'reading';

/** What is known in each mode. */
export const MODE_FEATURES = {
  retrieval: { ranking: FEATURES, confidence: CONFIDENCE_FEATURES },
  reading: {
    ranking: [...FEATURES, ...READING_FEATURES],
    confidence: [...CONFIDENCE_FEATURES, ...READING_CONFIDENCE_FEATURES],
  },
} as const;

export function modeOf({ reader }: { readonly reader?: unknown }): Mode {
  return reader ? 'reading' : 'retrieval';
}

/** The learned weights, one for each feature, and what is made of the confidence. `scripts/fit-ranking.ts` writes the file and says in it how. */
const rankingWeights = z.object({
  fitted: z.object({
    command: z.string(),
    sets: z.array(z.string()),
    questions: z.int(),
    note: z.string(),
  }),
  /** How much a place in each list counts when the lists are fused. */
  fusion: linear(LISTS),
  /** For ranking by retrieval alone, and with what readers have seen. */
  retrieval: z.object({
    ranking: linear(MODE_FEATURES.retrieval.ranking),
    confidence: linear([...MODE_FEATURES.retrieval.confidence, 'bias']),
    thresholds,
  }),
  reading: z.object({
    ranking: linear(MODE_FEATURES.reading.ranking),
    confidence: linear([...MODE_FEATURES.reading.confidence, 'bias']),
    thresholds,
    /** The chance that the answer stands in what was not read yet, below which reading stops. */
    unread: z.number(),
  }),
});
export type RankingWeights = z.infer<typeof rankingWeights>;

export const WEIGHTS_FILE = 'models/ranking.json';

let read: RankingWeights | undefined;

/** Read when first needed, since fitting anew has to start without. @throws ModelUnavailableError for a file that does not fit. */
export function weights(): RankingWeights {
  try {
    read ??= rankingWeights.parse(JSON.parse(readFileSync(fromProjectRoot(WEIGHTS_FILE), 'utf8')));
    return read;
  } catch (cause) {
    throw new ModelUnavailableError(
      `The weights of the ranking (${WEIGHTS_FILE}) are missing or damaged. They come with the project: ` +
        `bring them back with \`git checkout -- ${WEIGHTS_FILE}\`, or unpack the project anew.`,
      { cause },
    );
  }
}
