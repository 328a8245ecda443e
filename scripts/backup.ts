import { Command } from 'commander';
import { loadConfig } from '../src/config/config.js';
import { inBytes } from '../src/doctor/finding.js';
import { version } from '../src/runtime/project.js';
import { backUp } from '../src/state/backup.js';
import { run } from '../src/terminal/run.js';

const command = new Command('backup')
  .description(
    'Copies what can’t be recreated, the bot’s database (DATA_DIR) and the articles, into a new folder; the bot may be running.',
  )
  .usage('-- [options] <folder>')
  .argument('<folder>', 'where to create the new folder')
  .option('--no-articles', 'omit the articles, because they are stored elsewhere too')
  .parse();
const { articles } = command.opts<{ articles: boolean }>();

await run(async () => {
  const options = { version: version(), withArticles: articles };
  const { folder, files, bytes } = await backUp(loadConfig(), command.args[0] ?? '', options);
  process.stdout.write(
    `${folder}: ${files} files, ${inBytes(bytes)}. docs/OPERATIONS.md, Backups, says what to do with it.\n`,
  );
});
