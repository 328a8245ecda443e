import type { Message } from 'discord.js';
import type { Answer } from '../../answer/quoting/answer.js';
import { recordOutcome } from '../../logging/request-trace.js';
import { SURENESS } from '../../state/settings.js';
import { type Answered, newCard } from '../answers/answer-card.js';
import { checked } from '../answers/checked-answer.js';
import type { Card } from '../components/card.js';
import { notice } from '../components/notice.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { personRepliedTo, questionBefore } from './conversation.js';
import type { Occasion } from './occasion.js';
import { textOf } from './text.js';

interface Reply {
  readonly card: Card;
  /** Absent if nothing was asked. */
  readonly found?: Pick<Answered, 'answer' | 'searched'>;
}

/** Checks queue, permission and limits for a question in a message, after the message was claimed. @throws NotAdmittedError or BusyError */
export async function admit(message: Message, { unasked }: Occasion, context: RequestContext): Promise<void> {
  const { app, viewer, access } = context;
  const { busy } = app.verbatim.queue;
  if (busy) throw busy;
  const asker = { person: viewer.id, channel: message.channelId };
  const asked = { guild: viewer.guild, ...access };
  const refusal = await app.limits.refusal(asked, asker, unasked ? 'unasked' : 'asked');
  if (refusal) throw refusal;
}

/**
 * The reply to a message, quoting only what everyone in the channel may see. Undefined if the message did not address the bot
 * and the answer is not confident enough.
 * @throws UserError to show to the asker
 */
export async function cardFor(
  message: Message,
  occasion: Occasion,
  context: RequestContext,
): Promise<Reply | undefined> {
  const { app, access, words } = context;
  const { open, settings } = access;
  const asked = occasion.question || textAbove(await personRepliedTo(message));
  if (!asked) return { card: notice(words('talk:howToAsk')) };
  const previous = await questionBefore(message, app.state.claims);
  let searched = asked;
  const onAsked = (completed: string) => {
    searched = completed;
  };
  const answer = await open.ask(asked, { ...(previous !== undefined && { previous }), onAsked });
  const current = checked(answer, open);
  if (occasion.unasked && !isSure(current.answer, SURENESS[settings.sureness])) {
    recordOutcome('withheld');
    return undefined;
  }
  const card = newCard({ asked, searched }, current, context, { isPrivate: false, counts: true });
  return { card, found: { answer, searched } };
}

function isSure({ kind, confidence }: Answer, least: number): boolean {
  return kind === 'answered' && confidence >= least;
}

/** The text of the message to which a mention without words replies. */
function textAbove(message: Message | undefined): string | undefined {
  return message && textOf(message);
}
