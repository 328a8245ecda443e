import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseQuestion } from '../answer/question/filters.js';
import { QuestionError, UserError } from '../runtime/errors.js';

const questionLine = z.object({ id: z.union([z.string(), z.number()]).optional(), question: z.string() });

export interface NumberedQuestion {
  readonly id: string | number;
  readonly question: string;
}

/** A question in a file, with its line number. */
interface QuestionLine extends NumberedQuestion {
  readonly line: number;
}

/**
 * Reads a JSONL file of `{"id", "question"}`. A question without an id gets its line number; blank lines are skipped.
 * @throws UserError naming every invalid line, before any question is asked.
 */
export async function readQuestions(file: string): Promise<QuestionLine[]> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new UserError(`The questions can't be read: ${cause.message}`, { cause });
  });
  const problems: string[] = [];
  const questions = text.split('\n').flatMap((raw, index): QuestionLine[] => {
    if (!raw.trim()) return [];
    try {
      const { id, question } = questionLine.parse(JSON.parse(raw));
      parseQuestion(question);
      return [{ id: id ?? String(index + 1), question, line: index + 1 }];
    } catch (cause) {
      const reason =
        cause instanceof z.ZodError ? cause.issues.map((issue) => issue.message).join('; ') : (cause as Error).message;
      problems.push(`  line ${index + 1}: ${reason}`);
      return [];
    }
  });
  if (problems.length > 0) {
    throw new UserError(
      `${file} should have a line {"id": …, "question": "…"} for each question:\n${problems.join('\n')}`,
    );
  }
  return questions;
}

/**
 * Checks every question of a file against the articles, for example that a named publisher exists.
 * @throws UserError naming every line that can't be answered, before any question is asked.
 */
export async function checkQuestions(
  file: string,
  questions: readonly QuestionLine[],
  check: (question: string) => Promise<void>,
): Promise<void> {
  const problems: string[] = [];
  for (const { question, line } of questions) {
    await check(question).catch((cause) => {
      if (!(cause instanceof QuestionError)) throw cause;
      problems.push(`  line ${line}: ${cause.message}`);
    });
  }
  if (problems.length > 0) throw new UserError(`${file} has questions that can't be asked:\n${problems.join('\n')}`);
}
