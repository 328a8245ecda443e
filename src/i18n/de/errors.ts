export const errors = {
  questionTooLong: 'Deine Frage hat {{length}} Zeichen; erlaubt sind {{most}}. Bitte kürze sie.',
  questionWordless: 'Stell eine Frage in Worten, dann suche ich in den Artikeln nach einer Antwort.',
  publisherUnknown: 'Es gibt keine Artikel von „{{typed}}“. Es gibt Artikel von: {{publishers}}.',
  publishersNone: 'Es gibt keine Artikel von „{{typed}}“. Keiner der Artikel nennt einen Herausgeber.',
  dateUnclear:
    '„{{name}}:{{value}}“ braucht ein Datum: ein Jahr, einen Monat oder einen Tag, etwa {{name}}:2024, {{name}}:2024-12 oder {{name}}:2024-12-05.',
  indexUnavailable:
    'Zurzeit gibt es keinen Index, aus dem ich antworten kann. Wer den Server administriert, kann mit /neu-einlesen einen anlegen; Einzelheiten stehen im Log des Bots.',
  alreadyIndexing: 'Die Artikel werden schon eingelesen. Warte, bis dieser Durchgang zu Ende ist.',
  busy: 'Zurzeit warten viele Fragen. Bitte frag in etwa {{seconds}} Sekunden noch einmal.',
  leaving: '$t(common:restarting)',
};
