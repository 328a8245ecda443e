import type { Logger } from 'pino';
import { IndexRuns } from '../app/index-runs.js';
import type { Verbatim } from '../app/verbatim.js';
import type { Config } from '../config/config.js';
import type { Finding } from '../doctor/finding.js';
import { recordingOutcomes } from '../logging/request-trace.js';
import type { GatewayStatus } from '../metrics/health.js';
import type { Meters } from '../metrics/meters.js';
import type { UserError } from '../runtime/errors.js';
import { shared } from '../runtime/shared.js';
import { onPassagesRead, onStage } from '../runtime/timings.js';
import type { State } from '../state/state.js';
import { startBackgroundWork } from './background.js';
import type { App } from './dispatch/app.js';
import { Limits } from './dispatch/limits.js';
import { Work } from './dispatch/pending-work.js';
import { Connection } from './gateway/connection.js';
import { needsMessageContent } from './gateway/content-intent.js';
import { inviteLinks } from './gateway/invite.js';
import type { Following } from './indexing/keep-current.js';
import { listener } from './listen.js';

/** Milliseconds for which unfinished requests may go on after the first request to stop, and after the second. */
const SHUTDOWN_GRACE_MS = 20_000;
const HURRIED_SHUTDOWN_GRACE_MS = 2_000;

export interface BotOptions {
  readonly verbatim: Verbatim;
  readonly state: State;
  readonly config: Config['discord'] & { readonly token: string };
  readonly logger: Logger;
  readonly meters: Meters;
  /** For `/doctor`: checks the machine, the models, the articles and the index. The findings contain no paths. */
  readonly inspect: () => Promise<readonly Finding[]>;
  /** How articles are kept current. By default, they are not. */
  readonly following?: Following;
}

export interface Bot {
  /** Refuses new and waiting questions, finishes requests in progress and disconnects. Aborting `hurry` shortens the wait. */
  stop(hurry?: AbortSignal): Promise<void>;
  /** Resolves when the connection to Discord has ended for good, with an error that says what to do. */
  readonly dismissed: Promise<UserError>;
  /** The current state of the connection. */
  readonly gateway: () => GatewayStatus;
}

/** Connects to Discord and answers until stopped. @throws LoginError if the login fails. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { verbatim, state, config, logger, meters, following } = options;
  const leaving = new AbortController();
  const work = new Work();
  const app = appFor(options, leaving.signal, () => connection.servers);
  const stopMeasuring = measureAnswers(meters, logger);
  const needsContent = () => needsMessageContent(state);
  const connection = new Connection({ config, needsContent, onClient: listener(app, work), logger });
  const client = await connection.open();
  logger.info({ user: client.user.tag, servers: client.guilds.cache.size }, 'ready');
  logger.info(inviteLinks(client.application.id, { threads: config.answerIn === 'thread' }), 'to add the bot');
  connection.keepAlive(leaving.signal);
  startBackgroundWork(client, app, work, { adminRoleIds: config.adminRoleIds, following });
  return {
    dismissed: connection.dismissed,
    gateway: () => connection.status(),
    async stop(hurry = new AbortController().signal) {
      leaving.abort();
      verbatim.stopAdmitting();
      logger.info('leaving');
      const unfinished = await finish(work, hurry);
      if (unfinished > 0) logger.warn({ unfinished }, 'stopped with unfinished requests');
      await connection.close();
      stopMeasuring();
      logger.info('left');
    },
  };
}

function appFor(
  { verbatim, state, config, logger, meters, inspect }: BotOptions,
  leaving: AbortSignal,
  servers: () => number,
): App {
  const { rates, articleUploads } = config;
  return {
    verbatim: recordingOutcomes(verbatim),
    state,
    limits: new Limits(rates),
    logger,
    meters,
    // It reads all articles, so concurrent calls share one inspection.
    inspect: shared(inspect),
    leaving,
    runs: new IndexRuns(verbatim, leaving),
    takesArticles: () => articleUploads === 'on' || (articleUploads === 'alone' && servers() <= 1),
  };
}

/** Counts and logs stage timings and passages read, until the returned function is called. */
function measureAnswers(meters: Meters, logger: Logger): () => void {
  const stopListening = onStage((time) => {
    meters.stage(time);
    logger.debug({ ...time, milliseconds: Math.round(time.milliseconds * 10) / 10 }, 'stage');
  });
  const stopCounting = onPassagesRead((read) => meters.passagesRead(read));
  return () => {
    stopListening();
    stopCounting();
  };
}

/** Waits for pending work within the grace period. Returns how much is unfinished. */
async function finish(work: Work, hurry: AbortSignal): Promise<number> {
  await work.settled(AbortSignal.any([AbortSignal.timeout(SHUTDOWN_GRACE_MS), hurry]));
  return hurry.aborted ? work.settled(AbortSignal.timeout(HURRIED_SHUTDOWN_GRACE_MS)) : work.size;
}
