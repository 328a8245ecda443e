import { Command } from 'commander';
import { type Config, loadConfig } from '../src/config/config.js';
import { checkApplication } from '../src/discord/doctor/application.js';
import { broken, type Finding, good } from '../src/doctor/finding.js';
import { inspect } from '../src/doctor/inspect.js';
import { wordsIn } from '../src/i18n/words.js';
import { ConfigError } from '../src/runtime/errors.js';
import { watchesAnywhere } from '../src/state/inspect.js';
import { renderCheckUp } from '../src/terminal/check-up.js';
import { canvasOf } from '../src/terminal/render.js';
import { run } from '../src/terminal/run.js';

const command = new Command('doctor')
  .description(
    'Checks that everything the bot needs is there, and says how to fix what is not. Changes nothing; exits with 1 if something is broken.',
  )
  .usage('-- [options]')
  .option('--json', 'print a line of JSON')
  .parse();
const { json } = command.opts<{ json?: true }>();

async function check(): Promise<Finding[]> {
  let config: Config;
  try {
    config = loadConfig();
  } catch (error) {
    // Nothing else can be checked before the locations are known.
    if (error instanceof ConfigError) return error.problems.map((reason) => broken('settings.broken', { reason }));
    throw error;
  }
  const watches = config.discord.askChannelIds.length > 0 || watchesAnywhere(config.dataDir);
  const [machine, application] = await Promise.all([inspect(config), checkApplication(config.discord, watches)]);
  return [good('settings.fine'), ...machine, ...application];
}

await run(async () => {
  const findings = await check();
  const t = wordsIn('en');
  const text = renderCheckUp(findings, (key, values) => t(`doctor:${key}`, values), canvasOf(process.stdout));
  process.stdout.write(`${json ? JSON.stringify(findings) : text}\n`);
  if (findings.some(({ status }) => status === 'broken')) process.exitCode = 1;
});
