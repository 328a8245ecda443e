export const privacy = {
  title: 'Was ich speichere',
  'questions.off': 'Auf diesem Server werden keine Fragen gespeichert.',
  'questions.on_one':
    'Wenn die Artikel eine Frage aus einem öffentlichen Kanal dieses Servers nicht beantworten, werden ihr Wortlaut und der Tag höchstens {{count}} Tag lang gespeichert, damit die Administration sieht, was fehlt. Wer gefragt hat, wird nicht gespeichert.',
  'questions.on_other':
    'Wenn die Artikel eine Frage aus einem öffentlichen Kanal dieses Servers nicht beantworten, werden ihr Wortlaut und der Tag höchstens {{count}} Tage lang gespeichert, damit die Administration sieht, was fehlt. Wer gefragt hat, wird nicht gespeichert.',
  'questions.never':
    'Nie gespeichert werden Fragen aus Direktnachrichten, aus privaten Kanälen, von Orten, an denen ich kein Mitglied bin, und Fragen mit einer Antwort, die nur du siehst.',
  'questions.elsewhere':
    'Manche Server speichern unbeantwortete Fragen ohne Namen. Dort sagt /privacy, welche und wie lange.',
  votes_one:
    'Ein 👍 oder 👎 wird mit deinem Grund, falls du einen nennst, {{count}} Tag lang ohne deinen Namen gespeichert. Die Administration kann die Gründe lesen.',
  votes_other:
    'Ein 👍 oder 👎 wird mit deinem Grund, falls du einen nennst, {{count}} Tage lang ohne deinen Namen gespeichert. Die Administration kann die Gründe lesen.',
  answers_one:
    'Damit die Buttons unter einer Antwort funktionieren, speichere ich {{count}} Tag lang, wo ihre Zitate in den Artikeln stehen, aber weder die Frage noch wer sie gestellt hat.',
  answers_other:
    'Damit die Buttons unter einer Antwort funktionieren, speichere ich {{count}} Tage lang, wo ihre Zitate in den Artikeln stehen, aber weder die Frage noch wer sie gestellt hat.',
  messages_one:
    'Damit keine Nachricht zweimal beantwortet wird und eine bearbeitete Frage ihre Antwort ändern kann, speichere ich {{count}} Tag lang die IDs der Nachrichten, die ich beantwortet habe.',
  messages_other:
    'Damit keine Nachricht zweimal beantwortet wird und eine bearbeitete Frage ihre Antwort ändern kann, speichere ich {{count}} Tage lang die IDs der Nachrichten, die ich beantwortet habe.',
  admins: 'Was die Administration mit dem Bot macht, wird mit der Nutzer-ID protokolliert.',
  machine:
    'Antworten werden auf dem Rechner gefunden, auf dem der Bot läuft. Fragen gehen an keinen anderen Dienst; Discord überträgt sie nach seinen eigenen Regeln.',
  marker:
    'Deine Fragen und Stimmen tragen statt deines Namens eine Markierung. Ich kann sie dir nur zuordnen, wenn du den Button drückst.',
  deleteHere: 'Meine Daten hier löschen',
  deleteEverywhere: 'Meine Daten überall löschen',
  deleted: 'Gelöscht: {{questions}}, {{votes}}.',
  questions_one: '{{count}} Frage von dir',
  questions_other: '{{count}} Fragen von dir',
  deletedVotes_one: '{{count}} Stimme',
  deletedVotes_other: '{{count}} Stimmen',
  onlyHere:
    'Gelöscht wurden nur deine Daten auf diesem Server. In einer Direktnachricht an mich löscht /privacy deine Daten auf allen Servern.',
};
