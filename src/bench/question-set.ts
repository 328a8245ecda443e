import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Span } from '../article/types.js';
import { UserError } from '../errors.js';
import { seeded } from './random.js';

/** Where a question's answer stands: between offsets into the article as the set has it, or as a string in it. */
export type Gold = { readonly articleId: string } & (Span | { readonly quote: string });

export interface BenchQuestion {
  readonly id: string;
  readonly question: string;
  /** Any of them is right; none means that the articles do not answer. */
  readonly gold: readonly Gold[];
  /** The article that the question was written about, whether or not it answers. */
  readonly about?: string;
}

export interface QuestionSet {
  readonly questions: readonly BenchQuestion[];
  /** The articles that come with the questions, each a paragraph; absent where the set is about a folder of articles. */
  readonly articles?: readonly { readonly id: string; readonly text: string }[];
}

const squad = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(
            z.object({
              id: z.string(),
              question: z.string(),
              answers: z.array(z.object({ text: z.string(), answer_start: z.int().nonnegative() })),
              is_impossible: z.boolean().optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

const golden = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      question: z.string(),
      answers: z.array(z.object({ article: z.string(), quote: z.string() })),
    }),
  ),
});

/**
 * Reads a question set: SQuAD format (1.1 or 2.0; each paragraph is an article), or the golden set's format, whose
 * questions are about a folder of articles.
 * @throws UserError when the file is neither.
 */
export async function readQuestionSet(file: string): Promise<QuestionSet> {
  const raw: unknown = JSON.parse(
    await readFile(file, 'utf8').catch((cause) => {
      throw new UserError(`The question set can't be read: ${cause.message}`, { cause });
    }),
  );
  const asSquad = squad.safeParse(raw);
  if (asSquad.success) return fromSquad(asSquad.data);
  const asGolden = golden.safeParse(raw);
  if (!asGolden.success) {
    throw new UserError(
      `${file} is neither in SQuAD format ({"data": […]}) nor in the golden set's ({"questions": […]}).`,
    );
  }
  const questions = asGolden.data.questions.map(({ id, question, answers }) => {
    return { id, question, gold: answers.map(({ article, quote }) => ({ articleId: article, quote })) };
  });
  return { questions };
}

function fromSquad({ data }: z.infer<typeof squad>): QuestionSet {
  const paragraphs = data.flatMap((each) => each.paragraphs);
  const articles = paragraphs.map(({ context }, index) => ({ id: `p${index}`, text: context }));
  const questions = paragraphs.flatMap(({ qas }, index) =>
    qas.map(({ id, question, answers }) => {
      const gold = answers.map(({ text, answer_start: start }) => {
        return { articleId: `p${index}`, start, end: start + text.length };
      });
      return { id, question, gold, about: `p${index}` };
    }),
  );
  return { articles, questions };
}

/** A sample of `size` elements, the same for the same seed (a Fisher–Yates shuffle). */
export function sample<T>(all: readonly T[], size: number, seed: number): T[] {
  const random = seeded(seed);
  const shuffled = [...all];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled.slice(0, size);
}
