import type { Answer } from '../../../src/answer/quoting/answer.js';
import type { Parts } from '../../../src/app/wiring.js';
import { askOnce, confidenceWithout } from '../../../src/calibration/asked.js';
import type { Proposal } from '../../../src/calibration/judge.js';
import type { Generation } from '../../../src/library/generations/generation.js';
import type { StoredSentence } from '../../../src/search/ports.js';
import { reciprocalRankFusion } from '../../../src/search/retrieval/fuse.js';
import { queryTerms } from '../../../src/search/text/terms.js';
import { dotQuantized } from '../../../src/search/vectors/quantize.js';

/** A system's result for a question. */
interface Given {
  /** Best first. */
  readonly proposals: readonly Proposal[];
  /** The value by which the system orders its answers: higher means more certain. */
  readonly certainty: number;
  /** What people are shown, and all candidates of the ranking: only for Verbatim. */
  readonly shown?: Answer;
  readonly candidates?: readonly Proposal[];
}

/** A system that ranks spans for a question. */
export interface System {
  readonly name: string;
  ask(question: string): Promise<Given>;
  /** Its certainty when an article is left out. */
  certaintyWithout(article: string, question: string): Promise<number>;
}

/** The number of results that are judged in each list, and of those that a list is asked for. */
const DEPTH = 10;
const SEARCHED = 5 * DEPTH;

interface Scored {
  readonly sentence: StoredSentence;
  readonly score: number;
}
type Search = (question: string) => Promise<readonly Scored[]>;

/** Verbatim, each half of its retrieval alone, and both fused by rank, over the same sentences of the same generation. */
export function systemsOver(parts: Parts, generation: Generation): [System, ...System[]] {
  const { store, manifest } = generation;
  const passages = Array.from({ length: manifest.counts.passages }, (_, index) => index + 1);
  const all = store.passages(passages).flatMap((passage) => passage.sentences);
  const byId = new Map(all.map((sentence) => [sentence.id, sentence]));
  const known = (id: number, score: number): Scored[] => {
    const sentence = byId.get(id);
    return sentence ? [{ sentence, score }] : [];
  };
  const byWords: Search = async (question) =>
    store.searchSentences(queryTerms(question), SEARCHED).flatMap(({ id, score }) => known(id, score));
  const byMeaning: Search = async (question) => {
    const [vector] = await parts.embedder.embed([question], 'query');
    const near = all.map((sentence) => ({ sentence, score: dotQuantized(vector as Float32Array, sentence.vector) }));
    return near.sort((a, b) => b.score - a.score).slice(0, SEARCHED);
  };
  const fused: Search = async (question) => {
    const rankings = [await byWords(question), await byMeaning(question)];
    const hits = reciprocalRankFusion(rankings.map((ranking) => ranking.map(({ sentence }) => sentence.id)));
    return hits.flatMap(({ id, score }) => known(id, score));
  };
  return [
    verbatimOver(parts, generation),
    listed('BM25 alone', byWords),
    listed('dense alone', byMeaning),
    listed('reciprocal rank fusion', fused),
  ];
}

export function verbatimOver(parts: Parts, generation: Generation): System {
  return {
    name: 'Verbatim',
    async ask(question) {
      const { ranking, answer } = await askOnce(question, generation, parts);
      const candidates = ranking.sentences.map((each) => each.sentence);
      return { proposals: candidates.slice(0, DEPTH), certainty: ranking.confidence, shown: answer, candidates };
    },
    certaintyWithout: (article, question) => confidenceWithout(article, question, generation, parts),
  };
}

function listed(name: string, search: Search): System {
  return {
    name,
    async ask(question) {
      const found = await search(question);
      return {
        proposals: found.slice(0, DEPTH).map(({ sentence }) => sentence),
        certainty: found[0]?.score ?? 0,
      };
    },
    async certaintyWithout(article, question) {
      return (await search(question)).find(({ sentence }) => sentence.articleId !== article)?.score ?? 0;
    },
  };
}
