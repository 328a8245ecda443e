import { createInterface } from 'node:readline/promises';
import { otherLanguageNote } from '../src/app/other-language.js';
import { loadConfig } from '../src/config/config.js';
import { UserError } from '../src/runtime/errors.js';
import { openIndexed } from '../src/terminal/open.js';
import { printable } from '../src/terminal/printable.js';
import { canvasOf, renderAnswer } from '../src/terminal/render.js';
import { run } from '../src/terminal/run.js';

await run(async () => {
  const verbatim = await openIndexed(loadConfig());
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n? ' });
  try {
    const count = verbatim.sources().length;
    process.stdout.write(`Ask about ${count} article${count === 1 ? '' : 's'}; an empty line or Ctrl+D quits.\n`);
    terminal.prompt();
    let previous: string | undefined;
    for await (const question of terminal) {
      if (!question.trim()) break;
      try {
        let asked = question;
        const onAsked = (searched: string) => {
          asked = searched;
        };
        const answer = verbatim.verified(await verbatim.ask(question, { ...(previous && { previous }), onAsked }));
        if (asked !== question && !answer.searchedAs) process.stdout.write(`(asked as: ${printable(asked)})\n`);
        previous = asked;
        const note = otherLanguageNote(asked, verbatim.sources(), 'en');
        process.stdout.write(`\n${renderAnswer(answer, canvasOf(process.stdout), note)}\n`);
      } catch (cause) {
        if (!(cause instanceof UserError)) throw cause;
        process.stdout.write(`${printable(cause.message)}\n`);
      }
      terminal.prompt();
    }
  } finally {
    terminal.close();
    await verbatim.close();
  }
});
