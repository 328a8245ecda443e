import { ChannelType, cleanContent, type Message } from 'discord.js';
import { LONGEST_QUESTION } from '../../answer/question/filters.js';
import { clipPlain } from '../components/clip.js';
import { questionIn } from './question-in.js';

/**
 * What a message says, mentions spelled out and without the bot's own: empty where it has no text, and where the bot may not read
 * it. The first message of a forum post says what of it and the post's title is a question, or else both.
 */
export function textOf(message: Message): string {
  const self = message.client.user.id;
  const text = message.content.replaceAll(new RegExp(`<@!?${self}>`, 'g'), ' ');
  const said = cleanContent(text, message.channel).trim();
  return isPost(message) ? withTitle(titleOf(message), said) : said;
}

/** Whether it is the message that a forum post starts with: the post has its id. */
export function isPost({ channel, id }: Message): boolean {
  if (!channel.isThread() || channel.id !== id) return false;
  return channel.parent?.type === ChannelType.GuildForum || channel.parent?.type === ChannelType.GuildMedia;
}

/** The title of the forum post or thread that a message stands in. */
export function titleOf({ channel }: Message): string {
  return channel.isThread() ? channel.name : '';
}

function withTitle(title: string, text: string): string {
  if (questionIn(text) !== undefined) return text;
  if (questionIn(title) !== undefined) return title;
  const ended = /[\p{P}\s]$/u.test(title) ? title : `${title}.`;
  return text.includes(title) ? text : clipPlain(`${ended} ${text}`, LONGEST_QUESTION);
}
