import type { Models } from '../answer/rank-sentences.js';
import type { Generation } from '../library/generations/generation.js';
import { UserError } from '../runtime/errors.js';
import { askOnce } from './asked.js';
import type { Reply } from './calibrate.js';
import { judgeOver } from './judge.js';
import { answersNotHeld, type BenchQuestion, isAnswerable, type QuestionSet } from './question-set.js';

/** With fewer, an error rate of one in twenty could not be told from one in five. */
const LEAST_ANSWERABLE = 20;

/** Quotes that are shown at once. */
const SHOWN = 3;

/** @throws UserError when thresholds can't be fitted to the set, with what it needs. */
export function checkCalibrating({ questions, misplaced }: QuestionSet, name: string): void {
  const answerable = questions.filter(isAnswerable).length;
  if (answerable < LEAST_ANSWERABLE) {
    throw new UserError(
      `${name} has ${answerable} questions with answers; ${LEAST_ANSWERABLE} are needed at the least, a hundred are better. ` +
        'With so few, how often an answer is wrong would be chance. The thresholds stay as they are.',
    );
  }
  if (answerable === questions.length) {
    throw new UserError(
      `${name} has no question without answers. How often one that the articles do not answer is answered all the same could ` +
        'not be seen, and the thresholds would come out too low: add some of which you know that, as many as people will ask. ' +
        'The thresholds stay as they are.',
    );
  }
  refuse(name, [...misplaced, ...repeated(questions)]);
}

/** Asks each question once, so that whatever is found is shown however little is sure; `onQuestion` is told after each. */
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

/** The same question twice would be tried on what it was fitted to. */
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
  throw new UserError(`${name} has to be mended first:\n${defects.map((each) => `  ${each}`).join('\n')}`);
}
