import { Command } from 'commander';
import { loadConfig } from '../src/config/config.js';
import { fetchLinks } from '../src/feeds/fetch-links.js';
import type { FetchedAddress } from '../src/feeds/fetch-report.js';
import { webAddress } from '../src/feeds/lists.js';
import { UserError } from '../src/runtime/errors.js';
import { renderFetched, renderFetchReport } from '../src/terminal/fetched.js';
import { run } from '../src/terminal/run.js';

const command = new Command('fetch')
  .description(
    'Fetches the addresses in the lists of links (*.links) in the articles folder: pages, files, and new items of feeds.',
  )
  .usage('-- [options]')
  .option('--again <address>', 'fetch this address even if its article was removed')
  .option('--json', 'print the report as a line of JSON')
  .parse();
const { again, json } = command.opts<{ again?: string; json?: true }>();

await run(async () => {
  const { articlesDir, dataDir } = loadConfig();
  const wanted = again === undefined ? undefined : webAddress(again);
  if (again !== undefined && !wanted) throw new UserError(`“${again}” is not a web address.`);
  const onFetched = (fetched: FetchedAddress) => {
    const line = renderFetched(fetched);
    if (line && !json) process.stdout.write(`${line}\n`);
  };
  const report = await fetchLinks({ articlesDir, dataDir, onFetched, ...(wanted && { again: wanted }) });
  if (wanted && !report.addresses.some(({ address }) => address === wanted)) {
    process.stderr.write(`${wanted} is not in any list, nor in any feed of one.\n`);
  }
  process.stdout.write(`${json ? JSON.stringify(report) : renderFetchReport(report)}\n`);
});
