export const talk = {
  howToAsk:
    'Згадайте мене разом із запитанням або скористайтеся командою /запитати. Я відповідаю цитатами зі статей; їх показує /джерела список.',
  /** Sent once in a thread of the bot where it cannot read messages that do not mention it. */
  mentionHere: 'Щоб питати далі в цій гілці, згадайте мене або дайте відповідь на моє повідомлення.',
};
