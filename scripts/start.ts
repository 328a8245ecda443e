import { Command } from 'commander';
import type { Logger } from 'pino';
import { loadConfig } from '../src/config/config.js';
import { StuckError } from '../src/discord/gateway/login-errors.js';
import { logFaults } from '../src/logging/log-faults.js';
import { createLogger, standardOutput } from '../src/logging/logger.js';
import { UserError } from '../src/runtime/errors.js';
import { version } from '../src/runtime/project.js';
import { endWhenStuck } from '../src/runtime/threads/stuck-loop.js';
import { printable } from '../src/terminal/printable.js';

const NO_TOKEN = `DISCORD_TOKEN is not set. To get one:
  1. https://discord.com/developers/applications: New Application.
  2. Bot, Reset Token: put the token into .env as DISCORD_TOKEN=…
  3. npm run invite: prints the link that adds the bot to your server, with just the permissions it uses.
  4. Only to answer unasked in some channels: Bot, Privileged Gateway Intents, Message Content Intent.
Then run npm start again. To ask questions without Discord: npm run chat`;

/** The sysexits.h code for a temporary failure: a supervisor should restart the bot. */
const TRY_AGAIN = 75;

new Command('start')
  .description('Runs the bot until it is told to stop.')
  .usage('-- [options]')
  .version(version(), '--version', 'print the version')
  .helpOption('--help', 'print this')
  .parse();

async function main(): Promise<number> {
  let logger: Logger | undefined;
  try {
    const config = loadConfig();
    const { token } = config.discord;
    if (!token) throw new UserError(NO_TOKEN);
    logger = createLogger(config.logLevel, [token], standardOutput(config.logFormat));
    logger.info({ version: version(), node: process.versions.node }, 'starting');
    logFaults(logger);
    // Loaded only now: it takes a second, which whoever forgot a setting need not wait for.
    const { runBot } = await import('../src/discord/run-bot.js');
    endWhenStuck(config.discord.stuckAfter * 1_000);
    await runBot(config, token, logger);
    return 0;
  } catch (error) {
    if (error instanceof UserError) {
      logger?.debug({ err: error }, 'stopped');
      process.stderr.write(`${printable(error.message)}\n`);
      if (error instanceof StuckError) return TRY_AGAIN;
    } else if (logger) logger.fatal({ err: error }, 'stopped by a fault');
    else throw error;
    return 1;
  }
}

process.exit(await main());
