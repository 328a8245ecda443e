import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../runtime/errors.js';
import { fromGolden, fromLines, fromSquad } from './question-formats.js';
import type { QuestionSet } from './question-set.js';

/**
 * Reads a question set: SQuAD format (1.1 or 2.0; each paragraph is an article), the golden set's format, or lines of JSON
 * (`.jsonl`). The last two have questions about a folder of articles.
 * @throws UserError when the file is in none of these formats; it names each line that is wrong.
 */
export async function readQuestionSet(file: string): Promise<QuestionSet> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError(isMissing ? `There is no file ${file}.` : `The question set can't be read: ${cause.message}`, {
      cause,
    });
  });
  const name = path.basename(file);
  if (/\.(?:jsonl|ndjson)$/i.test(file)) return fromLines(text, name);
  const raw = parsed(text, name);
  const set = fromSquad(raw) ?? fromGolden(raw);
  if (set) return set;
  throw new UserError(
    `${name} is neither in SQuAD format ({"data": […]}) nor in the format of the golden set ({"questions": […]}). ` +
      'A file with a line {"question": …, "answers": […]} for each question must end in .jsonl.',
  );
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${name} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
