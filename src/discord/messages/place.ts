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
    // The nonce keeps Discord from posting a second answer, should a try that seemed to fail have worked.
    if (!thread) return message.reply({ ...card, nonce: id, enforceNonce: true, failIfNotExists: false });
    const posted = await send(client, thread, { ...card, nonce: id, enforce_nonce: true });
    // Without the intent, what is said in the thread reaches the bot without its words, unless it is mentioned.
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

/** The id of a new thread; undefined when it can't be opened after all, as somebody else may have done so meanwhile. */
async function openThread({ client, channelId, id }: Message, question: string): Promise<string | undefined> {
  const body = { name: clipPlain(question, MAX_NAME) || '…' };
  const opened = client.rest.post(Routes.threads(channelId, id), { body }) as Promise<APIThreadChannel>;
  return opened.then(
    (thread) => thread.id,
    () => undefined,
  );
}
