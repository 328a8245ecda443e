import type { APIMessageTopLevelComponent, Message, TextBasedChannel } from 'discord.js';
import type { Claim, ClaimStore } from '../../state/claims.js';
import { questionOf } from '../answers/question.js';
import { repliedToId } from './occasion.js';
import { isPost, textOf, titleOf } from './text.js';

/** Milliseconds within which a question in direct messages can be a follow-up to the previous one. */
const FOLLOW_UP_WITHIN_MS = 30 * 60_000;

/**
 * The previous question, as searched for: a post's title, the question of the answer replied to, or the last one in the same
 * thread or, if recent, in direct messages. It is read from the bot's own card, which is possible without the message content
 * intent and includes completed follow-ups. Questions themselves are not stored.
 */
export async function questionBefore(message: Message, claims: ClaimStore): Promise<string | undefined> {
  const { channel, client } = message;
  // A post's title says what it is about.
  if (isPost(message)) return titleOf(message);
  const repliedTo = repliedToId(message);
  if (repliedTo) {
    const answer = await read(channel, repliedTo);
    if (answer?.author.id === client.user.id) return questionOn(answer);
  }
  if (!channel.isDMBased() && (repliedTo || !channel.isThread())) return undefined;
  const since = channel.isDMBased() ? message.createdTimestamp - FOLLOW_UP_WITHIN_MS : 0;
  const last = claims.lastIn(channel.id, message.id, since);
  if (!last) return undefined;
  const answer = last.reply && (await read(channel, last.reply));
  if (answer) return questionOn(answer);
  // The previous question is still being answered.
  const asked = await readClaimed(channel, last);
  return (asked && textOf(asked)) || undefined;
}

/** A person's message to which a mention of the bot replies, if it can be read. */
export async function personRepliedTo(message: Message): Promise<Message | undefined> {
  const id = repliedToId(message);
  const repliedTo = id && (await read(message.channel, id));
  return repliedTo && !repliedTo.author.bot ? repliedTo : undefined;
}

function questionOn(answer: Message): string | undefined {
  return questionOf(answer.components.map((each) => each.toJSON() as APIMessageTopLevelComponent))?.searched;
}

/** The claimed message, which is in the same channel or in the parent of this thread. */
async function readClaimed(channel: TextBasedChannel, claim: Claim): Promise<Message | undefined> {
  const parent = channel.isThread() ? channel.parent : undefined;
  const place = channel.id === claim.channel ? channel : parent?.id === claim.channel ? parent : undefined;
  return place?.isTextBased() ? read(place, claim.message) : undefined;
}

async function read(channel: TextBasedChannel, id: string): Promise<Message | undefined> {
  // If the message is deleted or not visible, there is no previous question.
  return channel.messages.fetch({ message: id, cache: false }).catch(() => undefined);
}
