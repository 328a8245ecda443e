export const articles = {
  fetching: 'Die Datei wird geholt und geprüft …',
  added_one: '„{{file}}“ ist dazugekommen: {{count}} Artikel.',
  added_other: '„{{file}}“ ist dazugekommen: {{count}} Artikel.',
  newCollection: 'Die Sammlung „{{collection}}“ ist damit entstanden.',
  replaced: 'Sie ersetzt eine Datei desselben Namens, die aufgehoben wird und zurückgelegt werden kann.',
  removed: '„{{file}}“ wurde herausgenommen. Die Datei wird aufgehoben und kann zurückgelegt werden.',
  restored: '„{{file}}“ wurde zurückgelegt.',
  putBack: 'Zurücklegen',
  askRemove: '„{{title}}“ herausnehmen (Datei {{file}})? Die Datei wird aufgehoben und kann zurückgelegt werden.',
  askRemoveMany_one:
    '„{{title}}“ steht mit {{count}} weiteren Artikel in {{file}} und lässt sich nicht allein herausnehmen. Die ganze Datei herausnehmen? Sie wird aufgehoben und kann zurückgelegt werden.',
  askRemoveMany_other:
    '„{{title}}“ steht mit {{count}} weiteren Artikeln in {{file}} und lässt sich nicht allein herausnehmen. Die ganze Datei herausnehmen? Sie wird aufgehoben und kann zurückgelegt werden.',
  removeYes: 'Herausnehmen',
  removeNo: 'So lassen',
  kept: 'Es wurde nichts geändert.',
  off: 'Artikel lassen sich hier nur hinzufügen und herausnehmen, wenn die Person, die den Bot betreibt, es erlaubt: ARTICLE_UPLOADS=on. Von selbst geht es, solange der Bot nur auf einem Server ist.',
  giveOne: 'Gib entweder eine Datei oder einen Link an: eines von beiden.',
  nameCollection: 'Sag, zu welcher Sammlung der Artikel gehört: {{collections}}.',
  noCollection: 'Es gibt keine Sammlung, der hier Artikel hinzugefügt werden können.',
  notThisCollection: 'Artikel der Sammlung „{{collection}}“ lassen sich von hier aus nicht ändern.',
  badLink:
    'Das ist kein Link, der geholt werden kann: Er muss mit http:// oder https:// beginnen und darf weder Namen noch Kennwort enthalten.',
  forbiddenAddress:
    'Diese Adresse, oder eine, zu der sie führt, kann nicht geholt werden: nur das öffentliche Netz an seinen üblichen Ports.',
  notFromDiscord: 'Der Anhang kommt nicht von dort, wo Discord Anhänge aufhebt, und wurde deshalb nicht geholt.',
  unreachable: 'Von dort ließ sich nichts holen. Prüfe die Adresse, oder häng die Datei an.',
  timedOut: 'Das Holen hat zu lange gedauert. Versuch es später noch einmal, oder häng die Datei an.',
  httpStatus: 'Der Server antwortete mit Status {{status}} statt mit der Datei. Prüfe die Adresse.',
  tooManyRedirects: 'Diese Adresse führt zu zu vielen anderen. Gib die letzte an.',
  tooLarge: 'Die Datei ist größer als {{megabytes}} MB. Teil sie auf.',
  wrongType: 'Das lässt sich nicht als Artikel lesen ({{type}}). Gelesen werden: {{endings}}.',
  badName: 'Im Namen der Datei ist weder Buchstabe noch Ziffer. Gib ihr einen anderen.',
  badCollection:
    '„{{collection}}“ kann nicht der Name einer Sammlung sein oder ähnelt zu sehr einem vorhandenen. Nimm Buchstaben, Ziffern, Leerzeichen und Bindestriche.',
  unreadable: '„{{file}}“ wurde nicht aufgenommen, weil nicht alles darin lesbar ist:\n{{problems}}',
  exists: 'Es gibt schon eine Datei „{{file}}“. Um sie zu ersetzen, setze ersetzen: True.',
  idTaken: 'Die Kennung „{{id}}“ trägt schon ein anderer Artikel. Gib jedem Artikel eine eigene.',
  lastArticles: 'Das sind die letzten Artikel, und ohne Artikel gibt es keinen Index. Füge zuerst andere hinzu.',
  fileGone: 'Die Datei ist nicht mehr da. /neu-einlesen zeigt den Stand.',
  notWritable:
    'In den Ordner der Artikel oder in DATA_DIR lässt sich nicht schreiben ({{code}}). Wer den Bot betreibt, muss die Rechte und den freien Platz prüfen.',
};
