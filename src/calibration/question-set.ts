import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Span } from '../article/model/types.js';
import type { Generation } from '../library/generations/generation.js';
import { UserError } from '../runtime/errors.js';
import { fromGolden, fromLines, fromSquad } from './question-formats.js';
import { seeded } from './random.js';

/** Where a question's answer stands: between offsets into the article as the set has it, or as a string in it. */
type Gold = { readonly articleId: string } & (Span | { readonly quote: string });

export interface BenchQuestion {
  readonly id: string;
  /** Where it stands in its file, to name it by: "line 7". */
  readonly where: string;
  readonly question: string;
  /** As the set says, such as "twist"; else "answerable" or "unanswerable". */
  readonly kind: string;
  /** Any of them is right; none means that the articles do not answer. */
  readonly gold: readonly Gold[];
  /** The article that the question was written about, whether or not it answers. */
  readonly about?: string;
}

export interface QuestionSet {
  readonly questions: readonly BenchQuestion[];
  /** The articles that come with the questions, each a paragraph; absent where the set is about a folder of articles. */
  readonly articles?: readonly { readonly id: string; readonly text: string }[];
  /** A sentence for each answer that does not stand where its set says. */
  readonly misplaced: readonly string[];
}

/** What is called answerable by its gold answers. */
export function isAnswerable({ gold }: Pick<BenchQuestion, 'gold'>): boolean {
  return gold.length > 0;
}

/**
 * Reads a question set: SQuAD format (1.1 or 2.0; each paragraph is an article), the golden set's format, or lines of JSON
 * (`.jsonl`). The questions of the latter two are about a folder of articles.
 * @throws UserError when the file is none of these, naming each line that is wrong.
 */
export async function readQuestionSet(file: string): Promise<QuestionSet> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new UserError(`The question set can't be read: ${cause.message}`, { cause });
  });
  const name = path.basename(file);
  if (/\.(?:jsonl|ndjson)$/i.test(file)) return fromLines(text, name);
  const raw = parsed(text, name);
  const set = fromSquad(raw) ?? fromGolden(raw);
  if (set) return set;
  throw new UserError(
    `${name} is neither in SQuAD format ({"data": […]}) nor in the golden set's ({"questions": […]}). ` +
      'A file of lines {"question": …, "answers": […]} has to end in .jsonl.',
  );
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${name} is no JSON: ${(cause as Error).message}`, { cause });
  }
}

/** A sentence for each answer that the articles do not hold; it could never be found. */
export function answersNotHeld({ questions }: QuestionSet, { store }: Generation): string[] {
  return questions.flatMap(({ where, gold }) =>
    gold.flatMap((each) => {
      if (!('quote' in each)) return [];
      const text = store.article(each.articleId)?.text;
      if (text === undefined) return [`${where}: there is no article "${each.articleId}"`];
      return text.includes(each.quote) ? [] : [`${where}: "${each.quote}" does not stand in ${each.articleId}`];
    }),
  );
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
