import { ChannelType, cleanContent, type Message } from 'discord.js';
import { LONGEST_QUESTION } from '../../answer/question.js';
import { clipPlain } from '../render/clip.js';

/**
 * What a message says, mentions spelled out and without the bot's own: empty where it has no text, and where the bot may not read
 * it. The first message of a forum post says its title as well.
 */
export function textOf(message: Message): string {
  const self = message.client.user.id;
  const text = message.content.replaceAll(new RegExp(`<@!?${self}>`, 'g'), ' ');
  const said = cleanContent(text, message.channel).trim();
  return isPost(message) ? titled(message.channel.isThread() ? message.channel.name : '', said) : said;
}

/** Whether it is the message that a forum post starts with: the post has its id. */
export function isPost({ channel, id }: Message): boolean {
  return channel.isThread() && channel.id === id && channel.parent?.type === ChannelType.GuildForum;
}

function titled(title: string, text: string): string {
  const ended = /[\p{P}\s]$/u.test(title) ? title : `${title}.`;
  return text.includes(title) ? text : clipPlain(`${ended} ${text}`, LONGEST_QUESTION);
}
