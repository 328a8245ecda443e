import { dotBothQuantized } from '../vectors/quantize.js';
import { queryTerms } from './terms.js';

/** The meaning of a question; comparable only within one model. */
export interface Meaning {
  /** The embedding model's fingerprint. */
  readonly model: string;
  /** Its quantized vector (see src/search/vectors/quantize.ts). */
  readonly vector: Buffer;
}

/** A question with its quantized vector. */
interface EmbeddedQuestion {
  readonly question: string;
  readonly vector: Buffer;
}

/**
 * Minimum cosine of two questions about the same thing. Measured on the fitting sets with the pinned model: it is reached by 1 in
 * 10,000 pairs of questions about different passages, by 3 in 100 pairs that ask one passage for different things, and by 18 in
 * 100 pairs with one answer, most of which are worded very differently. Plain paraphrases are at 0.8 to 0.95.
 */
const MIN_COSINE = 0.75;
/**
 * Minimum share of common terms (Dice), required additionally for questions in a script that an English model has hardly seen:
 * it places unrelated questions in such scripts close together (0.7 to 0.85).
 */
const MIN_SHARED = 0.25;

/** Similarity of two questions embedded by one model: their cosine; 0 if they are not about the same thing. */
export function similarity(one: EmbeddedQuestion, other: EmbeddedQuestion): number {
  const cosine = dotBothQuantized(one.vector, other.vector);
  if (cosine < MIN_COSINE) return 0;
  const isUnread = isMostlyForeign(one.question) || isMostlyForeign(other.question);
  return isUnread && sharedTerms(one.question, other.question) < MIN_SHARED ? 0 : cosine;
}

function isMostlyForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return 2 * (text.match(/\p{Script=Latin}/gu)?.length ?? 0) < letters;
}

function sharedTerms(one: string, other: string): number {
  const [terms, others] = [new Set(queryTerms(one)), new Set(queryTerms(other))];
  const shared = [...terms].filter((term) => others.has(term)).length;
  return (2 * shared) / Math.max(1, terms.size + others.size);
}
