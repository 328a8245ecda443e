import { answer } from '../../../src/answer/ask.js';
import { analyseQuestion } from '../../../src/answer/question/analyse.js';
import { weights } from '../../../src/answer/ranking/weights.js';
import type { Parts } from '../../../src/app/wiring.js';
import type { Generation } from '../../../src/library/generations/generation.js';
import { retrieve } from '../../../src/search/retrieval/retrieve.js';

/** Where a question's time goes, in milliseconds. The parts of retrieval are measured separately. */
export interface Times {
  readonly embedding: number;
  readonly byMeaning: number;
  readonly byPassageWords: number;
  readonly bySentenceWords: number;
  readonly retrieval: number;
  readonly withoutReader: number;
  readonly withReader: number;
}

/** Passages that each search is asked for, as in retrieval. */
const SEARCHED = 50;

/** The times of one question; `turn` chooses which step comes first, because later steps find warm caches. */
export async function timesOf(question: string, generation: Generation, parts: Parts, turn: number): Promise<Times> {
  const { vectors, store } = generation;
  const { embedder, reader } = parts;
  const analysed = analyseQuestion(question, generation.store);
  const { terms } = analysed;
  const embed = async () => (await embedder.embed([question], 'query'))[0] as Float32Array;
  const vector = await embed();
  const steps: [keyof Times, () => unknown][] = [
    ['retrieval', async () => retrieve(analysed, await embed(), vectors, store, { fusion: weights().fusion })],
    ['withoutReader', () => answer(question, generation, { embedder })],
    ['withReader', () => answer(question, generation, { embedder, ...(reader && { reader }) })],
    ['embedding', embed],
    ['byMeaning', () => vectors.search(vector, SEARCHED)],
    ['byPassageWords', () => store.searchPassages(terms, SEARCHED)],
    ['bySentenceWords', () => store.searchSentences(terms, SEARCHED)],
  ];
  const times: Partial<Record<keyof Times, number>> = {};
  for (let at = 0; at < steps.length; at++) {
    const [name, step] = steps[(at + turn) % steps.length] as (typeof steps)[number];
    const started = performance.now();
    await step();
    times[name] = performance.now() - started;
  }
  return times as Times;
}
