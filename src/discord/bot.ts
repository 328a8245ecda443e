import { type Client, Events, RESTEvents } from 'discord.js';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Finding } from '../doctor/finding.js';
import type { UserError } from '../errors.js';
import type { State } from '../state/state.js';
import type { Verbatim } from '../verbatim.js';
import { createClient } from './client.js';
import { COMMANDS, definitionsFor } from './commands/index.js';
import { needsMessageContent } from './content-intent.js';
import { daily } from './daily.js';
import { shared } from './doctor/shared.js';
import { timed, Vitals } from './doctor/vitals.js';
import { IndexRuns } from './index-runs.js';
import { interactionHandler } from './interactions.js';
import { inviteLinks } from './invite.js';
import { type Following, keepCurrent } from './keep-current.js';
import { KeepIndexed } from './keep-indexed.js';
import { deleteExpired } from './keep-unanswered.js';
import { Limits } from './limits.js';
import { ContentRefusedError, login, refusal } from './login.js';
import { messageHandler } from './messages.js';
import { registerCommands } from './register.js';
import type { BotContext } from './visit.js';
import { Work } from './work.js';

/** Milliseconds that answers under way get to finish when the bot leaves. */
const PATIENCE = 20_000;

export interface BotOptions {
  readonly verbatim: Verbatim;
  readonly state: State;
  readonly config: Config['discord'] & { readonly token: string };
  readonly logger: Logger;
  /** For `/doctor`: looks at the machine, the models, the articles and the index; names no path of the machine. */
  readonly inspect: () => Promise<readonly Finding[]>;
  /** How the articles are kept current; not at all when left out. */
  readonly following?: Following;
}

export interface Bot {
  /** Takes no new questions, finishes those it has, and disconnects. */
  stop(): Promise<void>;
  /** Resolves when Discord has closed the connection for good, with what to do about it. */
  readonly dismissed: Promise<UserError>;
}

/** Connects to Discord and answers until stopped. @throws LoginError when Discord doesn't let it in. */
export async function startBot({ verbatim, state, config, logger, inspect, following }: BotOptions): Promise<Bot> {
  const leaving = new AbortController();
  const vitals = new Vitals();
  let connected: Client | undefined;
  const context: BotContext = {
    verbatim: timed(verbatim, vitals),
    state,
    limits: new Limits(config.rates),
    logger,
    vitals,
    // It reads all articles: not once for each who presses a button.
    inspect: shared(inspect),
    leaving: leaving.signal,
    runs: new IndexRuns(verbatim, leaving.signal),
    takesArticles: () =>
      config.articleUploads === 'on' || (config.articleUploads === 'alone' && (connected?.guilds.cache.size ?? 0) <= 1),
  };
  const work = new Work();
  const onInteraction = interactionHandler(COMMANDS, context);
  const messages = messageHandler(context);

  function connect(withMessageContent: boolean): Promise<Client<true>> {
    const client = createClient(config, withMessageContent);
    connected = client;
    client.on(Events.InteractionCreate, (interaction) => work.add(onInteraction(interaction)));
    client.on(Events.MessageCreate, (message) => work.add(messages.said(message)));
    client.on(Events.MessageUpdate, (_, message) => work.add(messages.edited(message)));
    client.on(Events.MessageDelete, (message) => work.add(messages.deleted(message)));
    client.on(Events.MessageBulkDelete, (many) => {
      for (const message of many.values()) work.add(messages.deleted(message));
    });
    client.on(Events.GuildDelete, ({ id }) => forgetServer(id));
    client.on(Events.Error, (err) => logger.error({ err }, 'client error'));
    client.on(Events.Warn, (detail) => logger.warn({ detail }, 'client warning'));
    client.on(Events.Debug, (detail) => logger.trace({ detail }, 'client'));
    client.on(Events.ShardError, (err, shard) => logger.warn({ err, shard }, 'gateway error'));
    client.on(Events.ShardReconnecting, (shard) => logger.info({ shard }, 'reconnecting'));
    client.on(Events.ShardResume, (shard, replayed) => logger.info({ shard, replayed }, 'resumed'));
    client.rest.on(RESTEvents.RateLimited, ({ route, method, timeToReset }) => {
      vitals.rateLimited();
      logger.warn({ route, method, timeToReset }, 'rate limited');
    });
    return login(client, config.token);
  }

  /** A server that the bot has left can no longer say for how long its questions are kept. */
  function forgetServer(id: string): void {
    try {
      state.unanswered.clear(id);
    } catch (err) {
      logger.error({ err }, 'questions of a server that was left could not be deleted');
    }
  }

  const client = await connect(needsMessageContent(state)).catch((error) => {
    if (!(error instanceof ContentRefusedError)) throw error;
    logger.warn(
      { remedy: error.message },
      'watched channels are not answered in: the message content intent is missing',
    );
    return connect(false);
  });
  logger.info({ user: client.user.tag, servers: client.guilds.cache.size }, 'ready');
  logger.info(inviteLinks(client.application.id, { threads: config.answerIn === 'thread' }), 'to add the bot');
  const dismissed = new Promise<UserError>((resolve) => {
    client.once(Events.ShardDisconnect, ({ code }) => resolve(refusal(code)));
  });
  work.add(register());
  if (following) keepCurrent(following, new KeepIndexed(context.runs, leaving.signal, logger), leaving.signal, logger);
  daily(
    leaving.signal,
    () => {
      const deleted = deleteExpired(state);
      if (deleted > 0) logger.info({ deleted }, 'old questions deleted');
    },
    (err) => logger.error({ err }, 'old questions could not be deleted'),
  );

  async function register(): Promise<void> {
    try {
      const definitions = definitionsFor(config.adminRoleIds);
      const outcome = await registerCommands(client.rest, client.application.id, definitions);
      logger.info({ commands: definitions.length, outcome }, 'commands');
    } catch (err) {
      logger.error({ err }, 'commands could not be registered');
    }
  }

  return {
    dismissed,
    async stop() {
      leaving.abort();
      logger.info('leaving');
      const unfinished = await work.settled(PATIENCE);
      if (unfinished > 0) logger.warn({ unfinished }, 'left before all was answered');
      await client.destroy();
      logger.info('left');
    },
  };
}
