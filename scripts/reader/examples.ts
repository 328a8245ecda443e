import { cleanArticle } from '../../src/article/clean.js';
import { passagesOf } from '../../src/article/passages.js';
import type { Span } from '../../src/article/types.js';
import { indexTerms, queryTerms } from '../../src/search/terms.js';

/** A passage as the reader gets it; sentence spans are relative to `text`. */
export interface FittingPassage {
  readonly paragraph: number;
  /** Where `text` starts in the paragraph. */
  readonly offset: number;
  readonly text: string;
  readonly sentences: readonly Span[];
}

/** The project's own passages of each paragraph, each taken as an article. */
export function passagesOfAll(paragraphs: readonly string[]): FittingPassage[] {
  return paragraphs.flatMap((context, paragraph) => {
    const article = cleanArticle({ id: `p${paragraph}`, text: context, format: 'plain' });
    // Cleaning that moved offsets would make the gold answers point elsewhere.
    if (article.text !== context) return [];
    return passagesOf(article).map(({ start, end, sentences }) => ({
      paragraph,
      offset: start,
      text: context.slice(start, end),
      sentences: sentences.map((each) => ({ start: each.start - start, end: each.end - start })),
    }));
  });
}

/** BM25 (k1 1.2, b .75) over passages, for negatives that share the question's words. */
export function bm25Of(passages: readonly FittingPassage[]): (question: string, limit: number) => FittingPassage[] {
  const terms = passages.map((passage) => indexTerms(passage.text));
  const mean = terms.reduce((sum, each) => sum + each.length, 0) / terms.length;
  const postings = new Map<string, Map<number, number>>();
  for (const [number, each] of terms.entries()) {
    for (const term of each) {
      const counts = postings.get(term) ?? new Map<number, number>();
      postings.set(term, counts.set(number, (counts.get(number) ?? 0) + 1));
    }
  }
  return (question, limit) => {
    const scores = new Map<number, number>();
    for (const term of queryTerms(question)) {
      const counts = postings.get(term) ?? new Map<number, number>();
      const idf = Math.log(1 + (passages.length - counts.size + 0.5) / (counts.size + 0.5));
      for (const [number, count] of counts) {
        const length = (terms[number]?.length ?? 0) / mean;
        const gain = (idf * count * 2.2) / (count + 1.2 * (0.25 + 0.75 * length));
        scores.set(number, (scores.get(number) ?? 0) + gain);
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .flatMap(([number]) => passages[number] ?? []);
  };
}
