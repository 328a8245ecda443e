import { cleanContent, type Message, MessageType } from 'discord.js';
import { answerTo } from './answer-card.js';
import { failureCard, isForbidden } from './failures.js';
import { RecentIds } from './recent-ids.js';
import type { Card } from './render/card.js';
import { notice } from './render/notice.js';
import { type BotContext, visitByMessage } from './visit.js';

const REMEMBERED = 10_000;
/** Milliseconds for which nothing is tried in a channel that refused an answer. */
const FORBIDDEN_FOR = 10 * 60_000;

const HOW_TO_ASK =
  'Mention me together with a question, or use /ask. I answer with quotes from the articles; /sources list shows them.';

/** Answers questions asked in messages: mentions, direct messages, and all that people say in the ask channels. Never throws. */
export function messageHandler(
  askChannelIds: readonly string[],
  context: BotContext,
): (message: Message) => Promise<void> {
  const answered = new RecentIds(REMEMBERED);
  const forbiddenUntil = new Map<string, number>();

  return async (message) => {
    const question = questionOf(message, askChannelIds);
    if (question === undefined || context.leaving.aborted || !answered.add(message.id)) return;
    if (Date.now() < (forbiddenUntil.get(message.channelId) ?? 0)) return;
    const visit = visitByMessage(message, context);
    const { t, logger: log } = visit;
    showTyping(message);
    // The nonce keeps Discord from posting a second answer, should a try that seemed to fail have worked.
    const reply = (card: Card) =>
      message.reply({ ...card, failIfNotExists: false, nonce: message.id, enforceNonce: true });
    try {
      if (question === '') await reply(notice(HOW_TO_ASK));
      else await reply((await answerTo(question, visit, {})).card);
    } catch (error) {
      if (isForbidden(error)) forbiddenUntil.set(message.channelId, Date.now() + FORBIDDEN_FOR);
      const card = failureCard(error, t, log);
      if (card) await reply(card).catch((err) => log.warn({ err }, 'could not report the failure'));
    }
  };
}

/** What a message asks; empty for a mention without words, undefined when it is not for the bot. */
function questionOf(message: Message, askChannelIds: readonly string[]): string | undefined {
  const isHuman = !message.author.bot && message.webhookId === null;
  if (!isHuman || ![MessageType.Default, MessageType.Reply].includes(message.type)) return undefined;
  const self = message.client.user.id;
  const text = cleanContent(message.content.replaceAll(new RegExp(`<@!?${self}>`, 'g'), ' '), message.channel).trim();
  if (message.mentions.users.has(self) || message.channel.isDMBased()) return text;
  return askChannelIds.includes(message.channelId) && text !== '' ? text : undefined;
}

function showTyping(message: Message): void {
  if (!message.channel.isSendable()) return;
  // Only a courtesy: a channel that refuses it refuses the answer as well, which is logged.
  void message.channel.sendTyping().catch(() => undefined);
}
