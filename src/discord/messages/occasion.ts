import { type Message, MessageReferenceType, MessageType } from 'discord.js';
import type { State } from '../../state/state.js';
import { followUpIn, questionIn } from './question-in.js';
import { isPost, textOf } from './text.js';

/** A message to answer. */
export interface Occasion {
  /** In the asker's words; empty for a mention that says nothing. */
  readonly question: string;
  /** Nobody asked the bot: it only speaks where it is sure. */
  readonly unasked: boolean;
}

/**
 * What a message gives the bot to answer, if it does: direct messages and mentions (replies that ping the bot among them); what
 * follows an answer of the bot, as a reply or in a thread of its own, where it is a question; questions in watched channels. The
 * latter two can only be read with the message content intent: without, such messages arrive empty.
 */
export function occasionOf(message: Message, { settings }: Pick<State, 'settings'>): Occasion | undefined {
  const isPerson = !message.author.bot && message.webhookId === null;
  if (!isPerson || ![MessageType.Default, MessageType.Reply].includes(message.type)) return undefined;
  const text = textOf(message);
  if (message.channel.isDMBased() || message.mentions.users.has(message.client.user.id)) {
    return { question: text, unasked: false };
  }
  if (message.content === '') return undefined;
  // Also told of a reply that doesn't ping.
  const repliesToBot = message.mentions.repliedUser?.id === message.client.user.id;
  if (repliesToBot || isOwnThread(message)) return asOccasion(followUpIn(text), false);
  const { watched } = settings.of(message.guildId ?? '');
  if (!placesOf(message).some((id) => watched.includes(id))) return undefined;
  return asOccasion(isPost(message) ? text : questionIn(text), true);
}

function asOccasion(question: string | undefined, unasked: boolean): Occasion | undefined {
  return question === undefined ? undefined : { question, unasked };
}

/** The message that this one replies to; a forwarded one is not replied to. */
export function repliedToId({ reference }: Message): string | undefined {
  return reference?.type === MessageReferenceType.Default ? reference.messageId : undefined;
}

/** The channel, and the one that it is a thread or post of. */
function placesOf({ channelId, channel }: Message): string[] {
  const parent = channel.isThread() ? channel.parentId : undefined;
  return [channelId, ...(parent ? [parent] : [])];
}

/** Whether it stands in a thread that the bot has opened to answer in. */
function isOwnThread({ channel, client }: Message): boolean {
  return channel.isThread() && channel.ownerId === client.user.id;
}
