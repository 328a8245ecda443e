import { ChannelType, cleanContent, type Message } from 'discord.js';
import { LONGEST_QUESTION } from '../../answer/question/filters.js';
import { clipPlain } from '../components/clip.js';
import { questionIn } from './question-in.js';

/**
 * The text of a message, with mentions as names and without mentions of the bot. Empty if it has no text or the bot can't read
 * it. For the first message of a forum post: whichever of text and title is a question, else both.
 */
export function textOf(message: Message): string {
  const self = message.client.user.id;
  const text = message.content.replaceAll(new RegExp(`<@!?${self}>`, 'g'), ' ');
  const said = cleanContent(text, message.channel).trim();
  return isPost(message) ? withTitle(titleOf(message), said) : said;
}

/** Whether it is the first message of a forum post, whose id the post shares. */
export function isPost({ channel, id }: Message): boolean {
  if (!channel.isThread() || channel.id !== id) return false;
  return channel.parent?.type === ChannelType.GuildForum || channel.parent?.type === ChannelType.GuildMedia;
}

/** The title of the message's forum post or thread. */
export function titleOf({ channel }: Message): string {
  return channel.isThread() ? channel.name : '';
}

function withTitle(title: string, text: string): string {
  if (questionIn(text) !== undefined) return text;
  if (questionIn(title) !== undefined) return title;
  const ended = /[\p{P}\s]$/u.test(title) ? title : `${title}.`;
  return text.includes(title) ? text : clipPlain(`${ended} ${text}`, LONGEST_QUESTION);
}
