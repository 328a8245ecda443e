import type { StoredSentence } from '../../search/ports.js';
import { contentTerms, indexTerms } from '../../search/text/terms.js';
import { dotBothQuantized } from '../../search/vectors/quantize.js';
import { datesIn, figuresIn } from '../english/figures.js';
import { namesIn } from '../english/names.js';
import type { AnalysedQuestion } from '../question/analysed-question.js';

/** Minimum Jaccard index of two sentences' terms for the same claim. */
const SAME = 0.6;
/**
 * Alternative limits for the same claim: minimum cosine, and minimum share of the shorter sentence's terms in the other one.
 * They apply if the shorter sentence has figures, dates or names, and the other one holds all of them.
 */
const NEAR = { cosine: 0.72, contained: 0.7 } as const;
const NEARER = { cosine: 0.8, contained: 0.45 } as const;
/** Minimum number of content terms for the alternative limits. */
const MIN_TERMS = 4;

const NEGATION =
  /\b(?:not|no|never|nobody|none|neither|nor|without|den(?:y|ies|ied)|cannot|refus\w+|fail\w*)\b|n['’]t\b/i;

/**
 * Whether two sentences make the same claim about a question: they share most of their terms and hold the same terms of the
 * question; all figures, dates and names of the shorter one are in the longer one; and both or neither are negated.
 */
export function saysTheSame(question: AnalysedQuestion, one: StoredSentence, other: StoredSentence): boolean {
  if (NEGATION.test(one.text) !== NEGATION.test(other.text)) return false;
  const [terms, others] = [contentTerms(one.text), contentTerms(other.text)];
  if ([...question.contentTerms].some((term) => terms.has(term) !== others.has(term))) return false;
  const shared = [...terms].filter((term) => others.has(term)).length;
  // Text length breaks ties, so that the result does not depend on the order of the two.
  const isShorter = (terms.size - others.size || one.text.length - other.text.length) <= 0;
  const [shorter, longer] = isShorter ? [one.text, other.text] : [other.text, one.text];
  const fewest = Math.min(terms.size, others.size);
  if (!facts(shorter).isHeldBy(longer)) return false;
  if (shared / Math.max(1, terms.size + others.size - shared) >= SAME) return true;
  if (fewest < MIN_TERMS || facts(shorter).count === 0) return false;
  const cosine = cosineOf(one, other);
  const contained = shared / fewest;
  return [NEAR, NEARER].some((least) => cosine >= least.cosine && contained >= least.contained);
}

export function cosineOf(one: StoredSentence, other: StoredSentence): number {
  return dotBothQuantized(one.vector, other.vector);
}

/** The facts in a sentence: its figures, dates and names. */
function facts(text: string): { count: number; isHeldBy: (other: string) => boolean } {
  const figures = amounts(text);
  const dates = datesIn(text);
  const names = namesIn(text).map(({ start, end }) => text.slice(start, end));
  return {
    count: figures.length + dates.length + names.length,
    isHeldBy(other) {
      const theirs = new Set(amounts(other));
      const theirDates = datesIn(other);
      const theirTerms = new Set(indexTerms(other));
      return (
        figures.every((figure) => theirs.has(figure)) &&
        dates.every((date) =>
          theirDates.some((each) => each.year === date.year && each.month === date.month && each.day === date.day),
        ) &&
        names.every((name) => indexTerms(name).some((term) => theirTerms.has(term)))
      );
    },
  };
}

function amounts(text: string): string[] {
  return figuresIn(text).map(({ least, most, percent }) => {
    const limits = [...new Set([least, most])].filter(Number.isFinite);
    return `${limits.join('–')}${percent ? '%' : ''}`;
  });
}
