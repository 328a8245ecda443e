import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  DiscordAPIError,
  type Message,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import type { ServerSettings } from '../../state/settings.js';
import type { Card } from '../render/card.js';
import { clipPlain } from '../render/clip.js';

/** Where a message of the bot is. */
export interface Posted {
  readonly id: string;
  readonly channelId: string;
}

/** Posts a card where a message is answered, each time in the same place. */
export type Post = (card: Card) => Promise<Posted>;

/** Discord's limit on a thread's name. */
const MAX_NAME = 100;
const NEEDED = [PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.SendMessagesInThreads];

/**
 * Where a message is answered: by a reply or, where the server wants that, in a thread of its own, unless it stands in one already,
 * says nothing to name it by, or the bot may not make one.
 */
export function placeFor(message: Message, question: string, { place }: ServerSettings): Post {
  const { client, id } = message;
  let opened: Promise<string | undefined> | undefined;
  return async (card) => {
    opened ??=
      place === 'thread' && question !== '' && mayOpenThread(message) ? openThread(message, question) : undefined;
    const thread = await opened;
    // The nonce keeps Discord from posting a second answer, should a try that seemed to fail have worked.
    if (!thread) return message.reply({ ...card, nonce: id, enforceNonce: true, failIfNotExists: false });
    const body = { ...card, nonce: id, enforce_nonce: true, allowed_mentions: { parse: [] } };
    const posted = (await client.rest.post(Routes.channelMessages(thread), { body })) as APIMessage;
    return { id: posted.id, channelId: thread };
  };
}

function mayOpenThread({ channel, guild, hasThread }: Message): boolean {
  if (hasThread || (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement))
    return false;
  const self = guild?.members.me;
  return self != null && channel.permissionsFor(self).has(NEEDED);
}

/** The id of a new thread; undefined when it can't be opened after all, as somebody else may have done so meanwhile. */
async function openThread({ client, channelId, id }: Message, question: string): Promise<string | undefined> {
  const body = { name: clipPlain(question, MAX_NAME) || '…' };
  try {
    const thread = (await client.rest.post(Routes.threads(channelId, id), { body })) as APIThreadChannel;
    return thread.id;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status < 500) return undefined;
    throw error;
  }
}
