import { once } from 'node:events';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type Config, loadConfig } from '../../src/config/config.js';
import { progressDisplay } from '../../src/terminal/progress.js';
import { renderReport } from '../../src/terminal/render.js';
import { run } from '../../src/terminal/run.js';
import { checkPort } from '../../tools/preview/page-server.js';

const portOf = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
};

const command = new Command('preview')
  .description('Serves a page that looks like Discord, with the bot in it, on this machine only. Needs no token.')
  .usage('-- [options]')
  .option('--port <number>', 'where to serve the page; 0 takes any free port', portOf, 3210)
  .option('--articles <folder>', 'articles to answer from instead of ARTICLES_DIR, in a separate index')
  .parse();
const { port, articles } = command.opts<{ port: number; articles?: string }>();

/** Articles given here get a separate index, so that the bot's index is not changed. */
function configFor(loaded: Config): Config {
  if (!articles) return loaded;
  return { ...loaded, articlesDir: path.resolve(articles), embeddingsDir: path.join(loaded.dataDir, 'preview') };
}

await run(async () => {
  const told = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const config = configFor(loadConfig());
  await checkPort(port);
  // Loaded only now, as they take a second.
  const { openVerbatim } = await import('../../src/app/wiring.js');
  const { startPreview } = await import('../../tools/preview/start.js');
  const progress = progressDisplay();
  const verbatim = await openVerbatim(config, { onProgress: progress.show }).finally(progress.end);
  try {
    if (articles || verbatim.sources().length === 0) {
      process.stdout.write(`Indexing the articles in ${config.articlesDir}\n`);
      const report = await verbatim.reindex('changed', progress.show).finally(progress.end);
      process.stdout.write(`${renderReport(report)}\n`);
    }
    const preview = await startPreview(verbatim, config, port);
    process.stdout.write(`Try the bot at ${preview.url} (Ctrl+C stops it)\n`);
    await told;
    await preview.close();
  } finally {
    await verbatim.close();
  }
});
