export const articles = {
  fetching: 'Die Datei wird abgerufen und geprüft …',
  added_one: '„{{file}}“ wurde hinzugefügt: {{count}} Artikel.',
  added_other: '„{{file}}“ wurde hinzugefügt: {{count}} Artikel.',
  newCollection: 'Dafür wurde die Sammlung „{{collection}}“ angelegt.',
  replaced:
    'Sie ersetzt eine Datei mit demselben Namen. Die alte Datei wird aufbewahrt und kann wiederhergestellt werden.',
  removed: '„{{file}}“ wurde entfernt. Die Datei wird aufbewahrt und kann wiederhergestellt werden.',
  restored: '„{{file}}“ wurde wiederhergestellt.',
  putBack: 'Wiederherstellen',
  askRemove: '„{{title}}“ entfernen (Datei {{file}})? Die Datei wird aufbewahrt und kann wiederhergestellt werden.',
  askRemoveMany_one:
    '„{{title}}“ steht mit {{count}} weiteren Artikel in {{file}} und lässt sich nicht einzeln entfernen. Die ganze Datei entfernen? Sie wird aufbewahrt und kann wiederhergestellt werden.',
  askRemoveMany_other:
    '„{{title}}“ steht mit {{count}} weiteren Artikeln in {{file}} und lässt sich nicht einzeln entfernen. Die ganze Datei entfernen? Sie wird aufbewahrt und kann wiederhergestellt werden.',
  removeYes: 'Entfernen',
  removeNo: 'Behalten',
  kept: 'Es wurde nichts geändert.',
  off: 'Artikel lassen sich hier nur hinzufügen und entfernen, wenn die Person, die den Bot betreibt, es mit ARTICLE_UPLOADS=on erlaubt. Standardmäßig ist es erlaubt, solange der Bot nur auf einem Server ist.',
  giveOne: 'Gib entweder eine Datei oder einen Link an: genau eines von beiden.',
  nameCollection: 'Wähl die Sammlung, zu der der Artikel gehört: {{collections}}.',
  noCollection: 'Von hier aus lassen sich keiner Sammlung Artikel hinzufügen.',
  notThisCollection: 'Artikel der Sammlung „{{collection}}“ lassen sich von hier aus nicht ändern.',
  badLink:
    'Dieser Link kann nicht abgerufen werden: Er muss mit http:// oder https:// beginnen und darf weder Benutzernamen noch Passwort enthalten.',
  forbiddenAddress:
    'Diese Adresse, oder eine, zu der sie weiterleitet, kann nicht abgerufen werden. Erlaubt ist nur das öffentliche Netz an den üblichen Ports.',
  notFromDiscord: 'Der Anhang wurde nicht abgerufen, weil seine Adresse keine Adresse für Discord-Anhänge ist.',
  unreachable: 'Von dieser Adresse ließ sich nichts abrufen. Prüfe sie, oder häng die Datei an.',
  timedOut: 'Das Abrufen hat zu lange gedauert. Versuch es später noch einmal, oder häng die Datei an.',
  httpStatus: 'Der Server antwortete mit Status {{status}} statt mit der Datei. Prüfe die Adresse.',
  tooManyRedirects: 'Diese Adresse leitet zu oft weiter. Gib die endgültige Adresse an.',
  tooLarge: 'Die Datei ist größer als {{megabytes}} MB. Teil sie in kleinere auf.',
  wrongType: 'Dateien dieses Typs lassen sich nicht als Artikel lesen ({{type}}). Unterstützte Typen: {{endings}}.',
  badName: 'Der Dateiname enthält weder Buchstaben noch Ziffern. Benenne die Datei um.',
  badCollection:
    '„{{collection}}“ ist als Name einer Sammlung nicht möglich oder ähnelt einem vorhandenen zu sehr. Verwende Buchstaben, Ziffern, Leerzeichen und Bindestriche.',
  unreadable: '„{{file}}“ wurde nicht hinzugefügt, weil sich Teile davon nicht lesen lassen:\n{{problems}}',
  exists: 'Es gibt schon eine Datei „{{file}}“. Um sie zu ersetzen, setze ersetzen: True.',
  idTaken: 'Die ID „{{id}}“ hat schon ein anderer Artikel. Gib jedem Artikel eine eigene ID.',
  lastArticles: 'Das sind die letzten Artikel, und ohne Artikel gibt es keinen Index. Füge zuerst andere hinzu.',
  fileGone: 'Die Datei gibt es nicht mehr. /neu-einlesen zeigt den aktuellen Stand.',
  notWritable:
    'In den Artikelordner oder in DATA_DIR kann nicht geschrieben werden ({{code}}). Wer den Bot betreibt, muss die Rechte und den freien Speicherplatz prüfen.',
};
