import { Command } from 'commander';
import { loadConfig } from '../src/config/config.js';
import { inBytes } from '../src/doctor/finding.js';
import { version } from '../src/runtime/project.js';
import { backUp } from '../src/state/backup.js';
import { run } from '../src/terminal/run.js';

const command = new Command('backup')
  .description(
    'Copies what can’t be made anew, the bot’s memory (DATA_DIR) and the articles, into a new folder; the bot may be running.',
  )
  .usage('-- [options] <folder>')
  .argument('<folder>', 'where the new folder is to be')
  .option('--no-articles', 'leave the articles out, because they are kept elsewhere too')
  .parse();
const { articles } = command.opts<{ articles: boolean }>();

await run(async () => {
  const options = { version: version(), withArticles: articles };
  const { folder, files, bytes } = await backUp(loadConfig(), command.args[0] ?? '', options);
  process.stdout.write(
    `${folder}: ${files} files, ${inBytes(bytes)}. What to do with it: docs/OPERATIONS.md, Backups.\n`,
  );
});
