import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseQuestion } from '../answer/question.js';
import { UserError } from '../errors.js';

const line = z.object({ id: z.union([z.string(), z.number()]).optional(), question: z.string() });

export interface NumberedQuestion {
  readonly id: string | number;
  readonly question: string;
}

/**
 * Reads a JSONL file of `{"id", "question"}`; a line without an id gets its number. Blank lines are skipped.
 * @throws UserError naming every line that is not such a question, before any is asked.
 */
export async function readQuestions(file: string): Promise<NumberedQuestion[]> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new UserError(`The questions can't be read: ${cause.message}`, { cause });
  });
  const problems: string[] = [];
  const questions = text.split('\n').flatMap((raw, index): NumberedQuestion[] => {
    if (!raw.trim()) return [];
    try {
      const { id, question } = line.parse(JSON.parse(raw));
      parseQuestion(question);
      return [{ id: id ?? String(index + 1), question }];
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
