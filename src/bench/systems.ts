import { analyseQuestion } from '../answer/question/analyse.js';
import { rankSentences } from '../answer/ranking.js';
import type { Generation } from '../library/generation.js';
import type { StoredSentence } from '../search/ports.js';
import { dotQuantized } from '../search/quantize.js';
import { queryTerms } from '../search/terms.js';
import type { Parts } from '../wiring.js';
import type { Proposal } from './judge.js';

export interface Outcome {
  /** Best first. */
  readonly proposals: readonly Proposal[];
  /** What the system orders its answers by; higher where it is surer. */
  readonly certainty: number;
}

/** Something that ranks spans for a question; `without` names an article that it must do without. */
export interface System {
  readonly name: string;
  ask(question: string, without?: string): Promise<Outcome>;
}

/** Results looked at in each list. */
const DEPTH = 10;

/** Verbatim, and each half of its retrieval alone, all over the same sentences of the same generation. */
export function systemsOver(parts: Parts, generation: Generation): System[] {
  const { store, manifest } = generation;
  const passages = Array.from({ length: manifest.counts.passages }, (_, index) => index + 1);
  const all = store.passages(passages).flatMap((passage) => passage.sentences);
  const byId = new Map(all.map((sentence) => [sentence.id, sentence]));
  return [
    {
      name: 'Verbatim',
      async ask(question, without) {
        const { sentences, confidence } = await rankSentences(analyseQuestion(question, store), generation, parts, {
          ...(without && { without }),
        });
        return { proposals: sentences.slice(0, DEPTH).map((each) => each.sentence), certainty: confidence };
      },
    },
    {
      name: 'BM25 alone',
      async ask(question, without) {
        const hits = store.searchSentences(queryTerms(question), 5 * DEPTH);
        return best(
          hits.flatMap(({ id, score }) => scored(byId.get(id), score)),
          without,
        );
      },
    },
    {
      name: 'dense alone',
      async ask(question, without) {
        const [vector] = await parts.embedder.embed([question], 'query');
        const near = all.flatMap((sentence) => scored(sentence, dotQuantized(vector as Float32Array, sentence.vector)));
        return best(near.sort((a, b) => b.score - a.score).slice(0, 5 * DEPTH), without);
      },
    },
  ];
}

interface Scored {
  readonly sentence: StoredSentence;
  readonly score: number;
}

function scored(sentence: StoredSentence | undefined, score: number): Scored[] {
  return sentence ? [{ sentence, score }] : [];
}

function best(ranked: readonly Scored[], without: string | undefined): Outcome {
  const left = ranked.filter(({ sentence }) => sentence.articleId !== without).slice(0, DEPTH);
  return { proposals: left.map(({ sentence }) => sentence), certainty: left[0]?.score ?? 0 };
}
