import type { Client, Message, PartialMessage } from 'discord.js';
import { traced } from '../../logging/request-trace.js';
import { BusyError, LeavingError } from '../../runtime/errors.js';
import type { App } from '../dispatch/app.js';
import { failureCard, isForbidden, NotAdmittedError } from '../dispatch/failures.js';
import { contextOfMessage, type RequestContext } from '../dispatch/request-context.js';
import { keepUnanswered } from '../reports/keep-unanswered.js';
import { admit, cardFor } from './answering.js';
import { BackOff } from './back-off.js';
import { KeyedQueue } from './keyed-queue.js';
import { type Occasion, occasionOf } from './occasion.js';
import { type Post, type Posted, placeFor } from './place.js';
import { revise, withdraw } from './revising.js';

/** Handles messages. None of these throws. */
interface MessageHandler {
  said(message: Message): Promise<void>;
  edited(message: Message | PartialMessage): Promise<void>;
  deleted(message: { readonly id: string; readonly client: Client }): Promise<void>;
}

/**
 * Answers each question in a message once (see occasion.ts). The message is first claimed in the database, so that neither a
 * second delivery nor a second process answers it again. If the process dies before answering, the message stays unanswered.
 * If answering fails otherwise and no reply was possible, the claim is released.
 */
export function messageHandler(app: App): MessageHandler {
  const { claims } = app.state;
  const inOrder = new KeyedQueue();
  const backOff = new BackOff();

  async function answer(message: Message, occasion: Occasion): Promise<void> {
    const { id, channelId } = message;
    if (!claims.claim({ message: id, channel: channelId }, occasion.question)) return;
    const context = contextOfMessage(message, app);
    const { access, words } = context;
    const post = placeFor(message, occasion.question, access.settings, words);
    try {
      if (app.leaving.aborted) throw new LeavingError();
      await admit(message, occasion, context);
      if (!occasion.unasked) showTyping(message);
      const reply = await cardFor(message, occasion, context);
      if (!reply) return;
      keep(message, await post(reply.card));
      const { found } = reply;
      if (found) await keepUnanswered(context, found.searched, found.answer);
    } catch (error) {
      if (isForbidden(error)) backOff.refusedIn(channelId);
      const report = await reportFailure(message, error, post, context, occasion);
      if (report) keep(message, report);
      else if (!isForbidden(error)) claims.release(id);
    }
  }

  function keep({ id, channelId }: Message, reply: Posted): void {
    claims.answered({ message: id, channel: channelId, place: reply.channelId, reply: reply.id });
  }

  async function guarded(id: string, work: () => Promise<void>): Promise<void> {
    await inOrder.run(id, () =>
      work().catch((err) => app.logger.error({ err, message: id }, 'a message could not be handled')),
    );
  }

  return {
    async said(message) {
      if (!backOff.isOver(message.channelId)) return;
      await guarded(message.id, async () => {
        const occasion = occasionOf(message, app.state);
        if (!occasion) return;
        const way = occasion.unasked ? 'overheard' : 'message';
        await traced({ way, about: { message: message.id } }, app, () => answer(message, occasion));
      });
    },
    async edited(message) {
      if (app.leaving.aborted || message.partial || !backOff.isOver(message.channelId)) return;
      await guarded(message.id, () => revise(message, app));
    },
    async deleted({ id, client }) {
      await guarded(id, () => withdraw(id, client, app.state));
    },
  };
}

/** Reports a failure, but not if nobody addressed the bot, and not repeatedly. Undefined if nothing was posted. */
async function reportFailure(
  { author, channelId }: Message,
  error: unknown,
  post: Post,
  { app: { logger, limits }, words }: RequestContext,
  { unasked }: Occasion,
): Promise<Posted | undefined> {
  const card = failureCard(error, words, logger);
  if (!card || unasked) return undefined;
  if (error instanceof NotAdmittedError && !(await limits.mayNotify(author.id))) return undefined;
  // A notice that concerns everyone in a channel is posted once a minute, since one for each question would flood it.
  const concernsAll = error instanceof BusyError || error instanceof LeavingError;
  if (concernsAll && !(await limits.mayNotify(channelId))) return undefined;
  try {
    return await post(card);
  } catch (err) {
    logger.warn({ err }, 'could not report the failure');
    return undefined;
  }
}

function showTyping(message: Message): void {
  if (!message.channel.isSendable()) return;
  // A failure is ignored: a channel that refuses this also refuses the answer, which is logged.
  void message.channel.sendTyping().catch(() => undefined);
}
