export const talk = {
  howToAsk:
    'Згадайте мене разом із запитанням або скористайтеся командою /запитати. Я відповідаю цитатами зі статей; їх показує /джерела список.',
  /** Said once in a thread of the bot's where it can't read what isn't meant for it. */
  mentionHere: 'Щоб питати далі в цій гілці, згадайте мене або дайте відповідь на моє повідомлення.',
};
