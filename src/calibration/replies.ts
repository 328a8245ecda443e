import type { Models } from '../answer/rank-sentences.js';
import type { Generation } from '../library/generations/generation.js';
import { UserError } from '../runtime/errors.js';
import { askOnce } from './asked.js';
import type { Reply } from './calibrate.js';
import { judgeOver } from './judge.js';
import { answersNotHeld, type BenchQuestion, isAnswerable, type QuestionSet } from './question-set.js';

/** With fewer, an error rate of one in twenty could not be distinguished from one in five. */
const LEAST_ANSWERABLE = 20;

/** Quotes that are shown together. */
const SHOWN = 3;

/** @throws UserError if thresholds can't be fitted to the set; it says what the set needs. */
export function checkCalibrating({ questions, misplaced }: QuestionSet, name: string): void {
  const answerable = questions.filter(isAnswerable).length;
  if (answerable < LEAST_ANSWERABLE) {
    throw new UserError(
      `${name} has ${answerable} questions with answers. At least ${LEAST_ANSWERABLE} are needed; a hundred are better. ` +
        'With so few, the measured error rate would be chance. The thresholds are unchanged.',
    );
  }
  if (answerable === questions.length) {
    throw new UserError(
      `${name} has no questions without answers. It can't show how often the bot answers questions that the articles do not ` +
        'answer, and the thresholds would be too low. Add questions that you know to be unanswerable, as many as you expect ' +
        'people to ask. The thresholds are unchanged.',
    );
  }
  refuse(name, [...misplaced, ...repeated(questions)]);
}

/** Asks each question once and shows whatever is found at any confidence; calls `onQuestion` after each. */
export async function collectReplies(
  models: Models,
  generation: Generation,
  set: QuestionSet,
  name: string,
  onQuestion: (done: number) => void = () => {},
): Promise<Reply[]> {
  refuse(name, answersNotHeld(set, generation));
  const isRight = judgeOver(generation, set);
  const willing: Models = { ...models, thresholds: () => ({ answered: 0, closest: 0 }) };
  const replies: Reply[] = [];
  for (const question of set.questions) {
    const { answer } = await askOnce(question.question, generation, willing);
    const right = answer.quotes.slice(0, SHOWN).map((quote) => isRight(question, quote));
    replies.push({
      isAnswerable: isAnswerable(question),
      confidence: answer.confidence,
      mayAnswer: answer.kind === 'answered',
      isRight: right[0] === true,
      isFound: right.includes(true),
    });
    onQuestion(replies.length);
  }
  return replies;
}

/** A repeated question would be tested on the data that it was fitted to. */
function repeated(questions: readonly BenchQuestion[]): string[] {
  const first = new Map<string, string>();
  return questions.flatMap(({ question, where }) => {
    const key = question.trim().toLowerCase();
    const before = first.get(key);
    if (before === undefined) first.set(key, where);
    return before === undefined ? [] : [`${where}: the same question as ${before}`];
  });
}

function refuse(name: string, defects: readonly string[]): void {
  if (defects.length === 0) return;
  throw new UserError(`${name} needs to be corrected first:\n${defects.map((each) => `  ${each}`).join('\n')}`);
}
