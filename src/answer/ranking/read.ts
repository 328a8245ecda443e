import type { Span } from '../../article/model/article.js';
import type { PassageToRead, Reader, ReadSentence } from '../../reader/reader.js';
import type { AnalysedQuestion } from '../question/analysed-question.js';
import type { ScoredSentence } from './rank.js';
import type { RankedSentence } from './ranked-sentence.js';

/** A score difference as a share of this counts as a feature: log odds between what the reader saw and "no answer". */
const SCALE = 20;

interface ReadOptions {
  /** Passages read at the most. */
  readonly most: number;
  /** Passages read between two looks at whether that is enough. */
  readonly batch: number;
  /** Told what all sentences are known by so far; true ends the reading. Never asked when left out. */
  readonly isEnough?: (sentences: readonly RankedSentence[]) => boolean;
  readonly signal?: AbortSignal;
}

interface ReadResult {
  /** All sentences, with what the reader makes of those it has read. */
  readonly sentences: readonly RankedSentence[];
  /** How many passages were read. */
  readonly passages: number;
}

/**
 * Has the passages of a ranking read in its order, batch by batch, and gives all sentences back with what this reader makes of
 * them: the reading features, and where the answering words are. What another reader made of a passage before gives way. A passage's
 * place is that of its best sentence.
 */
export async function readInOrder(
  question: AnalysedQuestion,
  ranked: readonly ScoredSentence[],
  reader: Pick<Reader, 'read'>,
  { most, batch, isEnough, signal }: ReadOptions,
): Promise<ReadResult> {
  const order = [...new Set(ranked.map(({ sentence }) => sentence.passageId))].slice(0, most);
  const odds = new Map(ranked.flatMap((each) => oddsOf(each)));
  let sentences = withOdds(ranked, odds);
  let passages = 0;
  while (passages < order.length) {
    const chosen = order.slice(passages, passages + batch).map((id) => passageOf(ranked, id));
    const readings = await reader.read(question.text, chosen, signal);
    for (const [at, { none, sentences: found }] of readings.entries()) {
      for (const [index, best] of found.entries()) {
        const sentence = chosen[at]?.of[index];
        const start = chosen[at]?.sentences[index]?.start ?? 0;
        if (sentence)
          odds.set(sentence.id, { margin: best.score - none, words: shifted(best, sentence.start - start) });
      }
    }
    passages += chosen.length;
    sentences = withOdds(ranked, odds);
    if (passages < order.length && isEnough?.(sentences)) break;
  }
  return { sentences, passages };
}

/** What a reader makes of a sentence: log odds of its best words against "no answer", and these words in the article. */
interface Odds {
  readonly margin: number;
  readonly words: Span;
}

/** What the features say that a reader made of a sentence. */
function oddsOf({ sentence, features, words }: RankedSentence): [number, Odds][] {
  if (!features.readerRead || !words) return [];
  return [[sentence.id, { margin: SCALE * (features.readerMargin ?? 0), words }]];
}

function withOdds(ranked: readonly RankedSentence[], odds: ReadonlyMap<number, Odds>): RankedSentence[] {
  const most = Math.max(0, ...[...odds.values()].map(({ margin }) => margin));
  const weightOf = ({ margin }: Odds) => Math.exp(margin - most);
  const all = [...odds.values()].reduce((sum, each) => sum + weightOf(each), Math.exp(-most));
  const ofPassages = new Map<number, number>();
  for (const { sentence } of ranked) {
    const own = odds.get(sentence.id);
    if (own) ofPassages.set(sentence.passageId, (ofPassages.get(sentence.passageId) ?? 0) + weightOf(own));
  }
  return ranked.map(({ features, ...rest }) => {
    const own = odds.get(rest.sentence.id);
    const ofPassage = Math.max(ofPassages.get(rest.sentence.passageId) ?? 0, Number.MIN_VALUE);
    const read = {
      readerRead: Number(own !== undefined),
      readerMargin: own ? Math.min(1, Math.max(-1, own.margin / SCALE)) : 0,
      readerChance: own ? 1 / (1 + Math.exp(-own.margin)) : 0,
      readerShare: own ? weightOf(own) / all : 0,
      readerPassageShare: own ? weightOf(own) / ofPassage : 0,
    };
    return { ...rest, features: { ...features, ...read }, ...(own && { words: own.words }) };
  });
}

/** A passage's sentences in order as one text, as a reader gets it, under its article's title and heading. */
function passageOf(ranked: readonly RankedSentence[], id: number): PassageToRead & Joined<RankedSentence['sentence']> {
  const own = ranked.filter(({ sentence }) => sentence.passageId === id);
  const title = [own[0]?.title, own[0]?.heading].filter(Boolean).join(': ');
  return { ...joined(own.map(({ sentence }) => sentence).sort((a, b) => a.id - b.id)), ...(title && { title }) };
}

interface Joined<S> {
  readonly text: string;
  readonly sentences: readonly Span[];
  readonly of: readonly S[];
}

/** Sentences as one text, and where each lies in it. */
function joined<S extends { readonly text: string }>(of: readonly S[]): Joined<S> {
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
function shifted({ start, end }: ReadSentence, shift: number): Span {
  return { start: start + shift, end: end + shift };
}
