export const errors = {
  questionTooLong: 'Diese Frage hat {{length}} Zeichen; ich nehme bis zu {{most}}. Frag kürzer.',
  questionWordless: 'Stell eine Frage in Worten, dann suche ich in den Artikeln danach.',
  publisherUnknown: 'Kein Artikel ist von „{{typed}}“. Es gibt Artikel von: {{publishers}}.',
  publishersNone: 'Kein Artikel ist von „{{typed}}“. Keiner der Artikel nennt einen Herausgeber.',
  dateUnclear:
    '„{{name}}:{{value}}“ braucht ein Datum: ein Jahr, einen Monat oder einen Tag, etwa {{name}}:2024, {{name}}:2024-12 oder {{name}}:2024-12-05.',
  indexUnavailable:
    'Gerade gibt es keinen Index, aus dem ich antworten kann. Wer den Server administriert, kann mit /neu-einlesen einen anlegen; mehr steht im Protokoll des Bots.',
  alreadyIndexing: 'Die Artikel werden gerade schon eingelesen; erst muss dieser Lauf enden.',
  busy: 'Gerade wird sehr viel gefragt. Bitte frag in etwa {{seconds}} Sekunden noch einmal.',
  leaving: '$t(common:restarting)',
};
