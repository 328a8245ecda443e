import type { Span } from '../article/types.js';
import type { Reader, ReadSentence } from '../reader/types.js';
import type { RankedSentence } from './features.js';
import type { AnalysedQuestion } from './question/types.js';
import type { ScoredSentence } from './rank.js';

/** Passages read for a question: each costs about ten milliseconds. */
export const PASSAGES_READ = 4;

/** A score difference as a share of this counts as a feature: log odds between what the reader saw and "no answer". */
const SCALE = 20;

/**
 * Has the best passages of a ranking read, and gives all sentences back with what the reader makes of them: their
 * reading features, and where the answering words are. A passage counts by its best sentence.
 */
export async function readBest(
  question: AnalysedQuestion,
  ranked: readonly ScoredSentence[],
  reader: Pick<Reader, 'read'>,
  signal?: AbortSignal,
): Promise<RankedSentence[]> {
  const chosen = [...new Set(ranked.map(({ sentence }) => sentence.passageId))].slice(0, PASSAGES_READ);
  const passages = chosen.map((id) => {
    const sentences = ranked.map((each) => each.sentence).filter((sentence) => sentence.passageId === id);
    return joined(sentences.sort((a, b) => a.id - b.id));
  });
  const readings = await reader.read(question.text, passages, signal);
  const odds = new Map<number, { margin: number; words: Span }>();
  for (const [at, { none, sentences }] of readings.entries()) {
    for (const [index, found] of sentences.entries()) {
      const sentence = passages[at]?.of[index];
      const start = passages[at]?.sentences[index]?.start ?? 0;
      if (sentence)
        odds.set(sentence.id, { margin: found.score - none, words: wordsIn(found, sentence.start - start) });
    }
  }
  const most = Math.max(0, ...[...odds.values()].map(({ margin }) => margin));
  const all = [...odds.values()].reduce((sum, { margin }) => sum + Math.exp(margin - most), Math.exp(-most));
  return ranked.map(({ sentence, heading, features }) => {
    const own = odds.get(sentence.id);
    const rest = { sentence, ...(heading && { heading }) };
    if (!own) return { ...rest, features: { ...features, readerRead: 0, readerMargin: 0, readerShare: 0 } };
    const readerMargin = Math.min(1, Math.max(-1, own.margin / SCALE));
    const readerShare = Math.exp(own.margin - most) / all;
    return { ...rest, features: { ...features, readerRead: 1, readerMargin, readerShare }, words: own.words };
  });
}

/** The sentences of a passage as one text, as the reader gets it, and where each lies in it. */
export function joined<S extends { readonly text: string }>(of: readonly S[]) {
  const sentences: Span[] = [];
  let text = '';
  for (const sentence of of) {
    if (text) text += ' ';
    sentences.push({ start: text.length, end: text.length + sentence.text.length });
    text += sentence.text;
  }
  return { text, sentences, of };
}

/** The words that the reader points to, as offsets into the article. */
function wordsIn({ start, end }: ReadSentence, shift: number): Span {
  return { start: start + shift, end: end + shift };
}
