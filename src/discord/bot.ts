import { type Client, Events, RESTEvents, Status } from 'discord.js';
import type { Logger } from 'pino';
import { IndexRuns } from '../app/index-runs.js';
import type { Verbatim } from '../app/verbatim.js';
import type { Config } from '../config/config.js';
import type { Finding } from '../doctor/finding.js';
import { noted } from '../logging/request-trace.js';
import type { Meters } from '../metrics/meters.js';
import type { Gateway } from '../metrics/standing.js';
import type { UserError } from '../runtime/errors.js';
import { onPassagesRead, onStage } from '../runtime/timings.js';
import type { State } from '../state/state.js';
import { COMMANDS, definitionsFor } from './commands/index.js';
import type { App } from './dispatch/app.js';
import { interactionHandler } from './dispatch/interactions.js';
import { Limits } from './dispatch/limits.js';
import { Work } from './dispatch/pending-work.js';
import { shared } from './doctor/shared.js';
import { createClient, leave } from './gateway/client.js';
import { needsMessageContent } from './gateway/content-intent.js';
import { inviteLinks } from './gateway/invite.js';
import { ContentRefusedError, login, refusal } from './gateway/login.js';
import { registerCommands } from './gateway/register-commands.js';
import { watchGateway } from './gateway/watchdog.js';
import { type Following, keepCurrent } from './indexing/keep-current.js';
import { KeepIndexed } from './indexing/keep-indexed.js';
import { messageHandler } from './messages/messages.js';
import { daily } from './reports/daily.js';
import { deleteExpired } from './reports/keep-unanswered.js';

/** Milliseconds that answers under way get to finish when the bot leaves, and when it is told so twice. */
const PATIENCE = 20_000;
const IMPATIENCE = 2_000;

export interface BotOptions {
  readonly verbatim: Verbatim;
  readonly state: State;
  readonly config: Config['discord'] & { readonly token: string };
  readonly logger: Logger;
  readonly meters: Meters;
  /** For `/doctor`: looks at the machine, the models, the articles and the index; names no path of the machine. */
  readonly inspect: () => Promise<readonly Finding[]>;
  /** How the articles are kept current; not at all when left out. */
  readonly following?: Following;
}

export interface Bot {
  /** Takes no new questions, tells those that wait, finishes what was begun, and disconnects; sooner once `hurry` is aborted. */
  stop(hurry?: AbortSignal): Promise<void>;
  /** Resolves when the connection to Discord is gone for good, with what to do about it. */
  readonly dismissed: Promise<UserError>;
  /** How the connection stands now. */
  readonly gateway: () => Gateway;
}

/** Connects to Discord and answers until stopped. @throws LoginError when Discord doesn't let it in. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { verbatim, state, config, logger, meters, inspect, following } = options;
  const leaving = new AbortController();
  let connected: Client | undefined;
  const app: App = {
    verbatim: noted(verbatim),
    state,
    limits: new Limits(config.rates),
    logger,
    meters,
    // It reads all articles: not once for each who presses a button.
    inspect: shared(inspect),
    leaving: leaving.signal,
    runs: new IndexRuns(verbatim, leaving.signal),
    takesArticles: () =>
      config.articleUploads === 'on' || (config.articleUploads === 'alone' && (connected?.guilds.cache.size ?? 0) <= 1),
  };
  const stopListening = onStage((time) => {
    meters.stage(time);
    logger.debug({ ...time, milliseconds: Math.round(time.milliseconds * 10) / 10 }, 'stage');
  });
  const stopCounting = onPassagesRead((read) => meters.passagesRead(read));
  const work = new Work();
  const onInteraction = interactionHandler(COMMANDS, app);
  const messages = messageHandler(app);

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
    client.on(Events.ShardReconnecting, (shard) => {
      meters.reconnect('attempted');
      logger.info({ shard }, 'reconnecting');
    });
    client.on(Events.ShardResume, (shard, replayed) => {
      meters.reconnect('resumed');
      logger.info({ shard, replayed }, 'resumed');
    });
    client.rest.on(RESTEvents.Response, (_, { status }) => meters.response(status));
    client.rest.on(RESTEvents.RateLimited, ({ route, method, timeToReset }) => {
      meters.rateLimited('delayed');
      logger.warn({ route, method, timeToReset }, 'rate limited');
    });
    return login(client, config.token, config.stuckAfter * 1_000);
  }

  async function enter(): Promise<Client<true>> {
    const client = await connect(needsMessageContent(state)).catch((error) => {
      if (!(error instanceof ContentRefusedError)) throw error;
      logger.warn(
        { remedy: error.message },
        'watched channels are not answered in: the message content intent is missing',
      );
      return connect(false);
    });
    client.once(Events.ShardDisconnect, ({ code }) => dismiss(refusal(code)));
    return client;
  }

  /** A server that the bot has left can no longer say for how long its questions are kept. */
  function forgetServer(id: string): void {
    try {
      state.unanswered.clear(id);
    } catch (err) {
      logger.error({ err }, 'questions of a server that was left could not be deleted');
    }
  }

  let dismiss = (_why: UserError): void => {};
  const dismissed = new Promise<UserError>((resolve) => {
    dismiss = resolve;
  });
  const client = await enter();
  logger.info({ user: client.user.tag, servers: client.guilds.cache.size }, 'ready');
  logger.info(inviteLinks(client.application.id, { threads: config.answerIn === 'thread' }), 'to add the bot');
  void watchGateway({
    client: () => connected ?? client,
    limit: config.stuckAfter * 1_000,
    signal: leaving.signal,
    connect: enter,
    logger,
  }).then((why) => why && dismiss(why));
  work.add(register());
  // A thread that fetches has to have ended before the process does.
  const indexed = new KeepIndexed(app.runs, leaving.signal, logger);
  if (following) work.add(keepCurrent(following, indexed, leaving.signal, logger));
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
    gateway: () => ({
      isConnected: connected?.ws.shards.every(({ status }) => status === Status.Ready) === true && connected.isReady(),
      ping: connected && connected.ws.ping >= 0 ? connected.ws.ping : undefined,
      servers: connected?.guilds.cache.size ?? 0,
    }),
    async stop(hurry = new AbortController().signal) {
      leaving.abort();
      verbatim.takeNoMore();
      logger.info('leaving');
      await work.settled(AbortSignal.any([AbortSignal.timeout(PATIENCE), hurry]));
      const unfinished = hurry.aborted ? await work.settled(AbortSignal.timeout(IMPATIENCE)) : work.size;
      if (unfinished > 0) logger.warn({ unfinished }, 'left before all was answered');
      await leave(connected ?? client);
      stopListening();
      stopCounting();
      logger.info('left');
    },
  };
}
