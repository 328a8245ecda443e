import type { Message } from 'discord.js';
import type { Answer } from '../../answer/quoting/answer.js';
import { concluded } from '../../logging/request-trace.js';
import { SURENESS } from '../../state/settings.js';
import { type Answered, answerCard } from '../answers/answer-card.js';
import type { Card } from '../components/card.js';
import { notice } from '../components/notice.js';
import type { Visit } from '../dispatch/request-context.js';
import { personRepliedTo, questionBefore } from './conversation.js';
import type { Occasion } from './occasion.js';
import { textOf } from './text.js';

interface Reply {
  readonly card: Card;
  /** Absent where nothing was asked. */
  readonly found?: Pick<Answered, 'answer' | 'searched'>;
}

/** The one place where a question in a message is let through. @throws NotAdmittedError or BusyError after the message was claimed */
export async function admit(message: Message, { unasked }: Occasion, visit: Visit): Promise<void> {
  const { busy } = visit.verbatim.queue;
  if (busy) throw busy;
  const asker = { person: message.author.id, channel: message.channelId };
  const refusal = await visit.limits.refusal(visit, asker, unasked ? 'unasked' : 'asked');
  if (refusal) throw refusal;
}

/**
 * What is answered to a message, in a channel where others read it; undefined where nobody asked and it isn't sure.
 * @throws UserError that the asker is told.
 */
export async function cardFor(message: Message, occasion: Occasion, visit: Visit): Promise<Reply | undefined> {
  const { open, state, settings, t } = visit;
  const asked = occasion.question || textAbove(await personRepliedTo(message));
  if (!asked) return { card: notice(t('talk:howToAsk')) };
  const previous = await questionBefore(message, state.claims);
  let searched = asked;
  const onAsked = (completed: string) => {
    searched = completed;
  };
  const answer = await open.ask(asked, { ...(previous !== undefined && { previous }), onAsked });
  if (occasion.unasked && !isSure(open.verified(answer), SURENESS[settings.sureness])) {
    concluded('withheld');
    return undefined;
  }
  return { card: answerCard(asked, answer, visit, { searched }), found: { answer, searched } };
}

function isSure({ kind, confidence }: Answer, least: number): boolean {
  return kind === 'answered' && confidence >= least;
}

/** What somebody else asked, where the bot is only mentioned below it. */
function textAbove(message: Message | undefined): string | undefined {
  return message && textOf(message);
}
