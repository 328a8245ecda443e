import type { Message, TextBasedChannel } from 'discord.js';
import { standAlone } from '../../answer/follow-up.js';
import type { Claim, ClaimStore } from '../../state/claims.js';
import { repliedToId } from './occasion.js';
import { textOf } from './text.js';

/** Questions that a follow-up is traced back through. */
const MOST_BEFORE = 3;
/** How long, in milliseconds, one question in direct messages stays what the next may follow: half an hour. */
const SAME_TALK = 30 * 60_000;

/**
 * The question before a message's, as it was searched with: of the answer that is replied to, else the one before in the same
 * thread or, not long ago, in direct messages. It is read from Discord again, as questions are not kept; undefined where that
 * can't be done, since without the message content intent only what was meant for the bot can be read.
 */
export async function questionBefore(
  message: Message,
  claims: ClaimStore,
  most = MOST_BEFORE,
): Promise<string | undefined> {
  if (most === 0) return undefined;
  const before = await messageBefore(message, claims);
  const question = before && textOf(before);
  if (!before || !question) return undefined;
  return standAlone(question, await questionBefore(before, claims, most - 1));
}

/** The message of a person that the bot is asked about by a mention in reply to it, where it can be read. */
export async function personRepliedTo(message: Message): Promise<Message | undefined> {
  const id = repliedToId(message);
  const repliedTo = id && (await read(message.channel, id));
  return repliedTo && !repliedTo.author.bot ? repliedTo : undefined;
}

async function messageBefore(message: Message, claims: ClaimStore): Promise<Message | undefined> {
  const { channel } = message;
  const repliedTo = repliedToId(message);
  if (repliedTo) {
    const claim = claims.repliedBy(repliedTo);
    if (claim) return readClaimed(channel, claim);
    // An answer from so long ago that its claim is gone still says what it replied to.
    const answer = await read(channel, repliedTo);
    const asked = answer && answer.author.id === message.client.user.id ? repliedToId(answer) : undefined;
    if (asked) return read(channel, asked);
    if (!channel.isDMBased()) return undefined;
  }
  const since = channel.isDMBased() ? message.createdTimestamp - SAME_TALK : 0;
  const last = channel.isDMBased() || channel.isThread() ? claims.lastIn(channel.id, message.id, since) : undefined;
  return last && readClaimed(channel, last);
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
