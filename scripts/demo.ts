import { otherLanguageNote } from '../src/app/other-language.js';
import { openVerbatim } from '../src/app/wiring.js';
import { loadConfig } from '../src/config/config.js';
import { progressDisplay } from '../src/terminal/progress.js';
import { canvasOf, renderAnswer, renderReport } from '../src/terminal/render.js';
import { run } from '../src/terminal/run.js';

const question = process.argv.slice(2).join(' ') || 'How many hectares were de-mined?';

await run(async () => {
  const config = loadConfig();
  const progress = progressDisplay();
  const verbatim = await openVerbatim(config, { onProgress: progress.show }).finally(progress.end);
  try {
    process.stdout.write(`Indexing the articles in ${config.articlesDir}\n`);
    const report = await verbatim.reindex('changed', progress.show).finally(progress.end);
    process.stdout.write(`${renderReport(report)}\n\n? ${question}\n\n`);
    const answer = verbatim.verified(await verbatim.ask(question));
    const note = otherLanguageNote(question, verbatim.sources(), 'en');
    process.stdout.write(`${renderAnswer(answer, canvasOf(process.stdout), note)}\n\n`);
    process.stdout.write('Ask more with `npm run chat`.\n');
  } finally {
    await verbatim.close();
  }
});
