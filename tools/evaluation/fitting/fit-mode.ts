import { MODE_FEATURES, type Mode, type RankingWeights } from '../../../src/answer/ranking/weights.js';
import { riskCoverage } from '../measuring/metrics.js';
import { type Example, fitConfidenceWeights, fitRankingWeights } from './fit-weights.js';
import { chooseThresholds, crossClaims, rightFirst } from './thresholds.js';

/** Shares of wrong answers for which `tell` is given the coverage. */
const RISKS = [0.05, 0.07, 0.1, 0.15, 0.2];

/** Fits ranking, confidence and thresholds with the features of a mode; `tell` is given a line for each result. */
export function fitMode<M extends Mode>(
  mode: M,
  examples: readonly Example[],
  tell: (line: string) => void,
): RankingWeights[M] {
  const { ranking: names, confidence: confidenceNames } = MODE_FEATURES[mode];
  const ranking = fitRankingWeights(examples, names);
  const confidence = fitConfidenceWeights(examples, ranking, confidenceNames);
  const claims = crossClaims(examples, names, confidenceNames);
  const { at, ...thresholds } = chooseThresholds(claims);
  tell(
    `${mode}: ${percent(rightFirst(examples, ranking))} right first; answers from ${thresholds.answered} on ` +
      `(${percent(at?.coverage)} of questions, ${percent(at?.risk)} of these wrong), nothing below ${thresholds.closest}`,
  );
  for (const risk of RISKS) {
    const point = riskCoverage(claims)
      .filter((each) => each.risk <= risk)
      .at(-1);
    tell(
      `  at most ${percent(risk)} wrong: ${percent(point?.coverage)} answered, from ${point?.claimed.toFixed(2)} on`,
    );
  }
  return { ranking, confidence, thresholds } as RankingWeights[M];
}

function percent(share = 0): string {
  return `${(100 * share).toFixed(1)} %`;
}
