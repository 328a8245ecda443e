import { Command } from 'commander';
import { loadConfig } from '../src/config/config.js';
import { ownApplication } from '../src/discord/gateway/application.js';
import { idInToken, inviteLinks } from '../src/discord/gateway/invite.js';
import { UserError } from '../src/runtime/errors.js';
import { run } from '../src/terminal/run.js';

const command = new Command('invite')
  .description(
    'Prints the links that add the bot to a server, or to your own account, with only the permissions that it uses.',
  )
  .usage('-- [options]')
  .option(
    '--threads',
    'answer in threads, and ask for the permission to create them (the default with ANSWER_IN=thread)',
  )
  .parse();
const { threads = false } = command.opts<{ threads?: true }>();

await run(async () => {
  const { discord } = loadConfig();
  const { token } = discord;
  if (!token) throw new UserError('DISCORD_TOKEN is not set: npm start explains how to get one.');
  // Ask Discord if possible; otherwise use the id in the token, which is the application's for all but the oldest tokens.
  const id = (await ownApplication({ ...discord, token }).catch(() => undefined))?.id ?? idInToken(token);
  if (!id)
    throw new UserError(
      "DISCORD_TOKEN is not a bot token (Developer Portal, Bot, Reset Token), or Discord can't be reached.",
    );
  const links = inviteLinks(id, { threads: threads || discord.answerIn === 'thread' });
  process.stdout.write(`To a server:          ${links.server}\nTo your own account:  ${links.user}\n`);
});
