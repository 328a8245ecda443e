export const talk = {
  howToAsk:
    'Erwähne mich zusammen mit einer Frage, oder nimm /fragen. Ich antworte mit Zitaten aus den Artikeln; /quellen liste zeigt sie.',
  /** Said once in a thread of the bot's where it can't read what isn't meant for it. */
  mentionHere: 'Um hier im Thread weiterzufragen, erwähne mich oder antworte auf meine Antwort.',
};
