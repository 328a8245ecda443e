import { Command } from 'commander';
import type { Ranking } from '../src/answer/rank-sentences.js';
import { otherLanguageNote } from '../src/app/other-language.js';
import { loadConfig } from '../src/config/config.js';
import { UserError } from '../src/runtime/errors.js';
import { renderExplanation } from '../src/terminal/explain.js';
import { answerLine } from '../src/terminal/json.js';
import { openIndexed } from '../src/terminal/open.js';
import { printable } from '../src/terminal/printable.js';
import { checkQuestions, readQuestions } from '../src/terminal/questions.js';
import { canvasOf, renderAnswer } from '../src/terminal/render.js';
import { foundLine, renderFound } from '../src/terminal/render-found.js';
import { run } from '../src/terminal/run.js';

const command = new Command('ask')
  .description('Answers a question in quoted words of the articles.')
  .usage('-- [options] "question"')
  .argument('[question...]', 'the question')
  .option('--json', 'print a line of JSON for each question')
  .option('--explain', 'print the ranking of each candidate on standard error')
  .option('--find', 'find a text in the articles, word for word or with differences, instead of asking')
  .option('--questions <file>', 'ask every question of a JSONL file of {"id", "question"}, in order')
  .parse();
type Given = { json?: true; explain?: true; find?: true; questions?: string };
const { json, explain, find, questions: file } = command.opts<Given>();
const onRanking = (ranking: Ranking) => process.stderr.write(`${renderExplanation(ranking)}\n`);
const asked = command.args.join(' ');

await run(async () => {
  if (Boolean(file) === Boolean(asked)) {
    throw new UserError(
      'Give either a question, as in `npm run ask -- "What happened?"`, --find with a text, or --questions FILE.',
    );
  }
  if (find && file) throw new UserError('--find takes one text, as in `npm run ask -- --find "as they said"`.');
  const questions = file ? await readQuestions(file) : [{ id: '1', question: asked, line: 1 }];
  const verbatim = await openIndexed(loadConfig());
  try {
    if (find) {
      const found = await verbatim.find(asked);
      process.stdout.write(
        json ? `${foundLine(asked, found)}\n` : `\n${renderFound(found, canvasOf(process.stdout))}\n`,
      );
      return;
    }
    if (file) await checkQuestions(file, questions, verbatim.check);
    for (const each of questions) {
      const started = performance.now();
      const answer = verbatim.verified(await verbatim.ask(each.question, explain ? { onRanking } : {}));
      if (json) process.stdout.write(`${answerLine(each, answer, performance.now() - started)}\n`);
      else {
        const note = otherLanguageNote(each.question, verbatim.sources(), 'en');
        const shown = renderAnswer(answer, canvasOf(process.stdout), note);
        process.stdout.write(`${file ? `\n> ${printable(each.question)}\n` : ''}\n${shown}\n`);
      }
    }
  } finally {
    await verbatim.close();
  }
});
