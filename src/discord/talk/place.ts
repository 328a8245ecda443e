import { ChannelType, type Message, PermissionFlagsBits, type ThreadChannel } from 'discord.js';
import type { ServerSettings } from '../../state/settings.js';
import type { Card } from '../render/card.js';
import { clipPlain } from '../render/clip.js';

/** Posts a card where a message is answered, each time in the same place. */
export type Post = (card: Card) => Promise<Message>;

/** Discord's limit on a thread's name. */
const MAX_NAME = 100;
const NEEDED = [PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.SendMessagesInThreads];

/**
 * Where a message is answered: by a reply or, where the server wants that, in a thread of its own, unless it stands in one already,
 * says nothing to name it by, or the bot may not make one.
 */
export function placeFor(message: Message, question: string, { place }: ServerSettings): Post {
  // The nonce keeps Discord from posting a second answer, should a try that seemed to fail have worked.
  const once = { nonce: message.id, enforceNonce: true };
  let opened: Promise<ThreadChannel | undefined> | undefined;
  return async (card) => {
    opened ??= place === 'thread' && question !== '' && mayOpenThread(message) ? open(message, question) : undefined;
    const thread = await opened;
    return thread ? thread.send({ ...card, ...once }) : message.reply({ ...card, ...once, failIfNotExists: false });
  };
}

function mayOpenThread({ channel, guild, hasThread }: Message): boolean {
  if (hasThread || (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement))
    return false;
  const self = guild?.members.me;
  return self != null && channel.permissionsFor(self).has(NEEDED);
}

/** Undefined when it can't be done after all, as somebody else may have opened one meanwhile. */
async function open(message: Message, question: string): Promise<ThreadChannel | undefined> {
  return message.startThread({ name: clipPlain(question, MAX_NAME) || '…' }).catch(() => undefined);
}
