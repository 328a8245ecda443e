export const talk = {
  howToAsk:
    'Erwähne mich zusammen mit einer Frage, oder nimm /fragen. Ich antworte mit Zitaten aus den Artikeln; /quellen liste zeigt sie.',
};
