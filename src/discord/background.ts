import type { Client } from 'discord.js';
import type { Logger } from 'pino';
import { definitionsFor } from './commands/index.js';
import type { App } from './dispatch/app.js';
import type { Work } from './dispatch/pending-work.js';
import { registerCommands } from './gateway/register-commands.js';
import { type Following, keepCurrent } from './indexing/keep-current.js';
import { KeepIndexed } from './indexing/keep-indexed.js';
import { daily } from './reports/daily.js';
import { deleteExpired } from './reports/keep-unanswered.js';

/** Starts background work: registering commands, keeping articles current and deleting expired questions. */
export function startBackgroundWork(
  client: Client<true>,
  { state, runs, leaving, logger }: App,
  work: Work,
  { adminRoleIds, following }: { readonly adminRoleIds: readonly string[]; readonly following: Following | undefined },
): void {
  work.add(register(client, adminRoleIds, logger));
  // Added to `work` because a fetching thread must end before the process does.
  const indexed = new KeepIndexed(runs, leaving, logger);
  if (following) work.add(keepCurrent(following, indexed, leaving, logger));
  daily(
    leaving,
    () => {
      const deleted = deleteExpired(state);
      if (deleted > 0) logger.info({ deleted }, 'old questions deleted');
    },
    (err) => logger.error({ err }, 'old questions could not be deleted'),
  );
}

async function register(client: Client<true>, adminRoleIds: readonly string[], logger: Logger): Promise<void> {
  try {
    const definitions = definitionsFor(adminRoleIds);
    const outcome = await registerCommands(client.rest, client.application.id, definitions);
    logger.info({ commands: definitions.length, outcome }, 'commands');
  } catch (err) {
    logger.error({ err }, 'commands could not be registered');
  }
}
