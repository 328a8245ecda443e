import type { Logger } from 'pino';
import { IndexRuns } from '../app/index-runs.js';
import type { Verbatim } from '../app/verbatim.js';
import type { Config } from '../config/config.js';
import type { Finding } from '../doctor/finding.js';
import { noted } from '../logging/request-trace.js';
import type { Meters } from '../metrics/meters.js';
import type { Gateway } from '../metrics/standing.js';
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
    gateway: () => connection.standing(),
    async stop(hurry = new AbortController().signal) {
      leaving.abort();
      verbatim.stopAdmitting();
      logger.info('leaving');
      const unfinished = await finish(work, hurry);
      if (unfinished > 0) logger.warn({ unfinished }, 'left before all was answered');
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
    verbatim: noted(verbatim),
    state,
    limits: new Limits(rates),
    logger,
    meters,
    // It reads all articles: not once for each who presses a button.
    inspect: shared(inspect),
    leaving,
    runs: new IndexRuns(verbatim, leaving),
    takesArticles: () => articleUploads === 'on' || (articleUploads === 'alone' && servers() <= 1),
  };
}

/** Counts and logs what each answer takes, until what is given is called. */
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

/** Waits for what was begun, as long as there is patience; says how much is left undone. */
async function finish(work: Work, hurry: AbortSignal): Promise<number> {
  await work.settled(AbortSignal.any([AbortSignal.timeout(PATIENCE), hurry]));
  return hurry.aborted ? work.settled(AbortSignal.timeout(IMPATIENCE)) : work.size;
}
