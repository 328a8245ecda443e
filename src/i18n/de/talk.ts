export const talk = {
  howToAsk:
    'Erwähne mich zusammen mit einer Frage, oder nimm /fragen. Ich antworte mit Zitaten aus den Artikeln; /quellen liste zeigt sie.',
  /** Sent once in a thread of the bot where it cannot read messages that do not mention it. */
  mentionHere: 'Um hier im Thread weiterzufragen, erwähne mich oder antworte auf meine Antwort.',
};
