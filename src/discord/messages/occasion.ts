import { type Message, MessageReferenceType, MessageType } from 'discord.js';
import type { State } from '../../state/state.js';
import { followUpIn, questionIn } from './question-in.js';
import { isPost, textOf } from './text.js';

/** A message to answer. */
export interface Occasion {
  /** In the asker's words; empty for a mention without words. */
  readonly question: string;
  /** The message does not address the bot, which answers only if confident. */
  readonly unasked: boolean;
}

/**
 * The question that the bot should answer, if any. These count: direct messages and mentions, including replies that ping the
 * bot; questions that reply to the bot or are in its own threads; questions in watched channels. The last two need the message
 * content intent, without which such messages arrive empty.
 */
export function occasionOf(message: Message, { settings }: Pick<State, 'settings'>): Occasion | undefined {
  const isPerson = !message.author.bot && message.webhookId === null;
  if (!isPerson || ![MessageType.Default, MessageType.Reply].includes(message.type)) return undefined;
  const text = textOf(message);
  if (message.channel.isDMBased() || message.mentions.users.has(message.client.user.id)) {
    return { question: text, unasked: false };
  }
  if (message.content === '') return undefined;
  // Set even if the reply does not ping.
  const repliesToBot = message.mentions.repliedUser?.id === message.client.user.id;
  if (repliesToBot || isOwnThread(message)) return asOccasion(followUpIn(text), false);
  const { watched } = settings.of(message.guildId ?? '');
  if (!placesOf(message).some((id) => watched.includes(id))) return undefined;
  return asOccasion(isPost(message) ? text : questionIn(text), true);
}

function asOccasion(question: string | undefined, unasked: boolean): Occasion | undefined {
  return question === undefined ? undefined : { question, unasked };
}

/** The message that this one replies to. A forwarded message is not a reply. */
export function repliedToId({ reference }: Message): string | undefined {
  return reference?.type === MessageReferenceType.Default ? reference.messageId : undefined;
}

/** The channel, and its parent if it is a thread or post. */
function placesOf({ channelId, channel }: Message): string[] {
  const parent = channel.isThread() ? channel.parentId : undefined;
  return [channelId, ...(parent ? [parent] : [])];
}

/** Whether the message is in a thread that the bot created for an answer. */
function isOwnThread({ channel, client }: Message): boolean {
  return channel.isThread() && channel.ownerId === client.user.id;
}
