import { confidenceOf, type Thresholds } from '../../../src/answer/decide.js';
import type { ConfidenceFeatures } from '../../../src/answer/ranking/confidence-features.js';
import { rank, type Weights } from '../../../src/answer/ranking/rank.js';
import type { AllFeatures, RankedSentence } from '../../../src/answer/ranking/ranked-sentence.js';
import { ANSWERABLE, type Claim, inMix, type RiskAtCoverage, riskCoverage } from '../measuring/metrics.js';
import { type Example, fitConfidenceWeights, fitRankingWeights } from './fit-weights.js';

/**
 * At the most so many of the answers given may be wrong in a mix in which one question in three has no answer, most of those near
 * misses and twists: far more than people ask.
 */
const RISK = 0.15;
/**
 * Fewer than so many of the best sentences below the lower threshold may be right. To look at passages that don't answer costs a
 * glance, not to be shown one that does costs the answer.
 */
const LOST = 0.01;
const FOLDS = 4;

/** The criteria above met on claimed confidences, in hundredths. */
export function chooseThresholds(claims: readonly Claim[]): Thresholds & { readonly at: RiskAtCoverage | undefined } {
  const curve = riskCoverage(claims);
  const at = curve.filter(({ risk }) => risk <= RISK).at(-1);
  const right = curve.at(-1) ? 1 - (curve.at(-1)?.risk ?? 1) : 0;
  // Going down the curve, those not yet given are all that lies below.
  const lost = ({ coverage, risk }: RiskAtCoverage) => (right - coverage * (1 - risk)) / (1 - coverage);
  const below = curve.find((point) => point.coverage < 1 && lost(point) < LOST);
  const answered = at ? Math.ceil(100 * at.claimed) / 100 : 1;
  return { answered, closest: Math.min(answered, Math.floor(100 * (below?.claimed ?? 0)) / 100), at };
}

/** Chances of an unread answer that are tried, the cheapest first, and how much of "right first" the chosen one may cost. */
const UNREAD = [0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005];
const UNREAD_COST = 0.012;

/**
 * The greatest chance of an unread answer at which reading may stop, as nearly as many first sentences are right as if all were
 * read. `readUntil` gives the examples as they are known when reading stops at a chance.
 */
export async function chooseUnread(
  weights: Weights,
  readUntil: (unread: number) => Promise<readonly Example[]>,
  tell: (line: string) => void,
): Promise<number> {
  const all = rightFirst(await readUntil(0), weights);
  for (const unread of UNREAD) {
    const examples = await readUntil(unread);
    const share = rightFirst(examples, weights);
    const lists = examples
      .flatMap(({ candidates, without }) => [candidates, without])
      .filter((each) => each.length > 0);
    const read = lists.map((each) => passagesRead(each)).reduce((sum, count) => sum + count, 0) / lists.length;
    tell(
      `reading until ${unread}: ${share.toFixed(3)} right first (${all.toFixed(3)} with all), ${read.toFixed(1)} read`,
    );
    if (share >= all - UNREAD_COST) return unread;
  }
  return 0;
}

/** The share of the answerable examples whose first sentence is right. */
export function rightFirst(examples: readonly Example[], ranking: Weights): number {
  const answerable = examples.filter(({ candidates }) => candidates.length > 0);
  const right = answerable.filter((each) => each.right.has(rank(each.candidates, ranking)[0]?.sentence.id ?? 0));
  return right.length / answerable.length;
}

function passagesRead(sentences: readonly RankedSentence[]): number {
  return new Set(sentences.filter(({ features }) => features.readerRead).map(({ sentence }) => sentence.passageId))
    .size;
}

/**
 * What weights fitted on the other folds claim of each fold's questions, in the mix that confidences are fitted for: on
 * what they were fitted on themselves, weights claim too much. Examples of one paragraph are never parted.
 */
export function crossClaims(
  examples: readonly Example[],
  ranking: readonly (keyof AllFeatures)[],
  confidence: readonly (keyof ConfidenceFeatures)[],
): Claim[] {
  const paragraphs = new Map([...new Set(examples.map((each) => each.paragraph))].map((each, at) => [each, at]));
  const foldOf = ({ paragraph }: Example) => (paragraphs.get(paragraph) ?? 0) % FOLDS;
  const claims = Array.from({ length: FOLDS }, (_, fold) => {
    const others = examples.filter((each) => foldOf(each) !== fold);
    const order = fitRankingWeights(others, ranking);
    const weights = fitConfidenceWeights(others, order, confidence);
    return examples
      .filter((each) => foldOf(each) === fold)
      .flatMap(({ candidates, without, right, question }) =>
        [candidates, without].flatMap((sentences) => {
          const ranked = rank(sentences, order);
          const [first] = ranked;
          if (!first) return [];
          const answerable = sentences === candidates;
          const claimed = confidenceOf(ranked, question.terms.length, weights);
          return [{ claimed, right: answerable && right.has(first.sentence.id), answerable }];
        }),
      );
  });
  return inMix(ANSWERABLE, claims.flat());
}
