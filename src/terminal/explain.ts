import type { Ranking } from '../answer/rank-sentences.js';
import type { ScoredSentence } from '../answer/ranking/rank.js';
import { bare } from '../article/text/joins.js';
import { printable } from './printable.js';

/** The most candidates that are explained, and the most characters shown of each. */
const SHOWN = 10;
const EXCERPT = 90;

/**
 * Explains the choice of quotes: the best candidates in order, with their scores and the contribution of each feature (its value times
 * its weight, largest first).
 */
export function renderExplanation({ sentences, confidence, weights, read }: Ranking): string {
  const lines = sentences.slice(0, SHOWN).map((each, at) => {
    const { sentence, score, logit } = each;
    const text = printable(bare(sentence.text)).replace(/\s+/gu, ' ').slice(0, EXCERPT);
    return [
      `${String(at + 1).padStart(2)}. odds ${score.toFixed(3)}, sum ${logit.toFixed(2)}  ${printable(sentence.articleId)} ¶ ${sentence.paragraph}: ${text}`,
      `      ${contributions(each, weights)}`,
    ].join('\n');
  });
  const head = `${sentences.length} candidate sentences; confidence that the first answers: ${confidence.toFixed(3)}; ${readings(read)}`;
  return [head, ...lines].join('\n');
}

function readings({ reader, checker }: Ranking['read']): string {
  if (reader === 0) return 'no passage read';
  return `passages read: ${reader}${checker > 0 ? `, ${checker} of them checked by the large reader` : ''}`;
}

function contributions({ features }: ScoredSentence, weights: Ranking['weights']): string {
  return (Object.entries(features) as [keyof typeof features, number][])
    .map(([name, value]) => ({ name, value, part: value * (weights[name] ?? 0) }))
    .filter(({ part }) => Math.abs(part) >= 0.005)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .map(({ name, value, part }) => `${name} ${value.toFixed(2)} → ${part > 0 ? '+' : '−'}${Math.abs(part).toFixed(2)}`)
    .join(', ');
}
