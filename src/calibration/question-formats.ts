import { z } from 'zod';
import { UserError } from '../runtime/errors.js';
import type { BenchQuestion, QuestionSet } from './question-set.js';

const kind = z.string().trim().min(1).optional();

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
              kind,
              answers: z.array(z.object({ text: z.string(), answer_start: z.int().nonnegative() })),
              is_impossible: z.boolean().optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

const quoted = z.array(z.object({ article: z.string(), quote: z.string().min(1) }));
const golden = z.object({
  questions: z.array(z.object({ id: z.string(), question: z.string(), kind, answers: quoted })),
});
const line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string().trim().min(1),
  kind,
  answers: quoted.optional(),
});

/** Reads SQuAD 1.1 or 2.0; undefined for anything else. */
export function fromSquad(raw: unknown): QuestionSet | undefined {
  const parsed = squad.safeParse(raw);
  if (!parsed.success) return undefined;
  const paragraphs = parsed.data.data.flatMap((each) => each.paragraphs);
  const misplaced: string[] = [];
  const questions = paragraphs.flatMap(({ context, qas }, index) =>
    qas.map(({ id, question, answers, is_impossible: isImpossible, ...rest }) => {
      const articleId = `p${index}`;
      const where = `question ${id}`;
      const gold = (isImpossible ? [] : answers).map(({ text, answer_start: given }) => {
        const start = startOf(text, given, context);
        if (start === undefined) misplaced.push(`${where}: "${text}" is not at offset ${given} of its paragraph`);
        return { articleId, start: start ?? given, end: (start ?? given) + text.length };
      });
      return { id, where, question, kind: kindOf(rest.kind, gold), gold, about: articleId };
    }),
  );
  return {
    articles: paragraphs.map(({ context }, index) => ({ id: `p${index}`, text: context })),
    questions,
    misplaced,
  };
}

/** Reads the golden set's format; undefined for anything else. */
export function fromGolden(raw: unknown): QuestionSet | undefined {
  const parsed = golden.safeParse(raw);
  if (!parsed.success) return undefined;
  const questions = parsed.data.questions.map((each) => questionOf(each, `question ${each.id}`));
  return { questions, misplaced: [] };
}

/**
 * Reads a line `{"id"?, "question", "answers"?: [{"article", "quote"}], "kind"?}` for each question; skips blank lines.
 * @throws UserError that names every line in another format.
 */
export function fromLines(text: string, name: string): QuestionSet {
  const problems: string[] = [];
  const questions = text.split('\n').flatMap((raw, index): BenchQuestion[] => {
    if (!raw.trim()) return [];
    const where = `line ${index + 1}`;
    try {
      const parsed = line.parse(JSON.parse(raw));
      return [questionOf({ ...parsed, id: String(parsed.id ?? index + 1), answers: parsed.answers ?? [] }, where)];
    } catch (cause) {
      problems.push(`  ${where}: ${cause instanceof z.ZodError ? reasonsOf(cause) : (cause as Error).message}`);
      return [];
    }
  });
  if (problems.length > 0) {
    throw new UserError(
      `${name} should have a line {"question": "…", "answers": [{"article": "…", "quote": "…"}]} for each question, ` +
        `with no answers if the articles have none:\n${problems.join('\n')}`,
    );
  }
  return { questions, misplaced: [] };
}

type Quoted = Omit<z.infer<typeof golden>['questions'][number], 'kind'> & { readonly kind?: string | undefined };

function questionOf({ id, question, kind: given, answers }: Quoted, where: string): BenchQuestion {
  const gold = answers.map(({ article, quote }) => ({ articleId: article, quote }));
  return { id, where, question, kind: kindOf(given, gold), gold };
}

function kindOf(given: string | undefined, gold: readonly unknown[]): string {
  return given ?? (gold.length > 0 ? 'answerable' : 'unanswerable');
}

/** The offset in UTF-16 units; sets made with Python count code points. */
function startOf(answer: string, given: number, context: string): number | undefined {
  if (context.startsWith(answer, given)) return given;
  const start = [...context].slice(0, given).join('').length;
  return context.startsWith(answer, start) ? start : undefined;
}

function reasonsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');
}
