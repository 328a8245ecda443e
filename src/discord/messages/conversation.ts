import type { APIMessageTopLevelComponent, Message, TextBasedChannel } from 'discord.js';
import type { Claim, ClaimStore } from '../../state/claims.js';
import { questionOf } from '../answers/question.js';
import { repliedToId } from './occasion.js';
import { isPost, textOf, titleOf } from './text.js';

/** How long, in milliseconds, one question in direct messages stays what the next may follow: half an hour. */
const SAME_TALK = 30 * 60_000;

/**
 * The question before a message's, as it was searched with: a post's title, that of the answer replied to, else the one before in the same thread
 * or, not long ago, in direct messages. It stands on the bot's own card, which can be read without the message content intent
 * and holds what an earlier follow-up was completed from; questions themselves are not kept.
 */
export async function questionBefore(message: Message, claims: ClaimStore): Promise<string | undefined> {
  const { channel, client } = message;
  // What a post is about stands in its title.
  if (isPost(message)) return titleOf(message);
  const repliedTo = repliedToId(message);
  if (repliedTo) {
    const answer = await read(channel, repliedTo);
    if (answer?.author.id === client.user.id) return questionOn(answer);
  }
  if (!channel.isDMBased() && (repliedTo || !channel.isThread())) return undefined;
  const since = channel.isDMBased() ? message.createdTimestamp - SAME_TALK : 0;
  const last = claims.lastIn(channel.id, message.id, since);
  if (!last) return undefined;
  const answer = last.reply && (await read(channel, last.reply));
  if (answer) return questionOn(answer);
  // It is being answered at this moment.
  const asked = await readClaimed(channel, last);
  return (asked && textOf(asked)) || undefined;
}

/** The message of a person that the bot is asked about by a mention in reply to it, where it can be read. */
export async function personRepliedTo(message: Message): Promise<Message | undefined> {
  const id = repliedToId(message);
  const repliedTo = id && (await read(message.channel, id));
  return repliedTo && !repliedTo.author.bot ? repliedTo : undefined;
}

function questionOn(answer: Message): string | undefined {
  return questionOf(answer.components.map((each) => each.toJSON() as APIMessageTopLevelComponent))?.searched;
}

/** The message of a claim, which is in the same channel, or in the one that this is a thread of. */
async function readClaimed(channel: TextBasedChannel, claim: Claim): Promise<Message | undefined> {
  const parent = channel.isThread() ? channel.parent : undefined;
  const place = channel.id === claim.channel ? channel : parent?.id === claim.channel ? parent : undefined;
  return place?.isTextBased() ? read(place, claim.message) : undefined;
}

async function read(channel: TextBasedChannel, id: string): Promise<Message | undefined> {
  // Deleted, or out of sight: then there is nothing to go on from.
  return channel.messages.fetch({ message: id, cache: false }).catch(() => undefined);
}
