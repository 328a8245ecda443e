import { Command } from 'commander';
import { loadConfig } from '../src/config/config.js';
import { UserError } from '../src/runtime/errors.js';
import { openIndexed, requireIndex } from '../src/terminal/open.js';
import { printable } from '../src/terminal/printable.js';
import { canvasOf, renderSources } from '../src/terminal/render.js';
import { run } from '../src/terminal/run.js';

const command = new Command('sources')
  .description('Lists the articles that questions are answered from.')
  .usage('-- [options]')
  .option('--text <id>', 'print the stored text of one article, to which the offsets of quotes refer')
  .option('--json', 'print JSON on one line')
  .parse();
const { text: id, json } = command.opts<{ text?: string; json?: true }>();

await run(async () => {
  const verbatim = await openIndexed(loadConfig(), 'when asked');
  try {
    await requireIndex(verbatim);
    if (id === undefined) {
      const sources = verbatim.sources();
      process.stdout.write(`${json ? JSON.stringify(sources) : renderSources(sources, canvasOf(process.stdout))}\n`);
      return;
    }
    const article = verbatim.source(id);
    if (!article)
      throw new UserError(`There is no article "${id}". \`npm run sources\` lists them; the id comes last.`);
    const { title, text, meta, contentHash, blocks } = article;
    process.stdout.write(
      json
        ? `${JSON.stringify({ id, title, text, ...meta, contentHash, blocks })}\n`
        : `${process.stdout.isTTY ? printable(text) : text}\n`,
    );
  } finally {
    await verbatim.close();
  }
});
