import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  type Client,
  type Message,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import type { Words } from '../../i18n/words.js';
import type { ServerSettings } from '../../state/settings.js';
import type { Card } from '../components/card.js';
import { clipPlain } from '../components/clip.js';
import { notice } from '../components/notice.js';
import { readsMessageContent } from '../gateway/content-intent.js';

/** Location of a message that the bot posted. */
export interface Posted {
  readonly id: string;
  readonly channelId: string;
}

/** Posts a card as a reply to a message, always in the same place. */
export type Post = (card: Card) => Promise<Posted>;

/** Discord's limit on a thread's name. */
const MAX_NAME = 100;
const NEEDED = [PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.SendMessagesInThreads];

/**
 * Where to answer a message: with a reply or, if the server chose that, in a new thread. No thread is created inside a thread,
 * without words to name it, or without permission.
 */
export function placeFor(
  message: Message,
  question: string,
  { place }: Pick<ServerSettings, 'place'>,
  words: Words,
): Post {
  const { client, id } = message;
  let opened: Promise<string | undefined> | undefined;
  return async (card) => {
    opened ??=
      place === 'thread' && question !== '' && mayOpenThread(message) ? openThread(message, question) : undefined;
    const thread = await opened;
    // The nonce prevents a second answer if an attempt that seemed to fail has succeeded.
    if (!thread) return message.reply({ ...card, nonce: id, enforceNonce: true, failIfNotExists: false });
    const posted = await send(client, thread, { ...card, nonce: id, enforce_nonce: true });
    // Without the intent, messages in the thread arrive empty unless they mention the bot.
    if (!readsMessageContent(client))
      await send(client, thread, notice(words('talk:mentionHere'))).catch(() => undefined);
    return { id: posted.id, channelId: thread };
  };
}

async function send(client: Client, channelId: string, card: object): Promise<APIMessage> {
  const body = { ...card, allowed_mentions: { parse: [] } };
  return (await client.rest.post(Routes.channelMessages(channelId), { body })) as APIMessage;
}

function mayOpenThread({ channel, guild, hasThread }: Message): boolean {
  if (hasThread || (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement))
    return false;
  const self = guild?.members.me;
  return self != null && channel.permissionsFor(self).has(NEEDED);
}

/** The id of a new thread; undefined if it can't be created, for example because the message has one by now. */
async function openThread({ client, channelId, id }: Message, question: string): Promise<string | undefined> {
  const body = { name: clipPlain(question, MAX_NAME) || '…' };
  const opened = client.rest.post(Routes.threads(channelId, id), { body }) as Promise<APIThreadChannel>;
  return opened.then(
    (thread) => thread.id,
    () => undefined,
  );
}
