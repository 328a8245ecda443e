export const privacy = {
  title: 'Was ich aufbewahre',
  'questions.off': 'Auf diesem Server werden keine Fragen aufbewahrt.',
  'questions.on_one':
    'Wenn die Artikel eine Frage nicht beantworten, die jemand in einem öffentlichen Kanal dieses Servers stellt, werden der Wortlaut und der Tag höchstens {{count}} Tag lang aufbewahrt, damit die Administration sieht, was fehlt. Wer gefragt hat, wird nicht aufbewahrt.',
  'questions.on_other':
    'Wenn die Artikel eine Frage nicht beantworten, die jemand in einem öffentlichen Kanal dieses Servers stellt, werden der Wortlaut und der Tag höchstens {{count}} Tage lang aufbewahrt, damit die Administration sieht, was fehlt. Wer gefragt hat, wird nicht aufbewahrt.',
  'questions.never':
    'Fragen aus Direktnachrichten, aus privaten Kanälen, mit einer Antwort nur für dich oder von Orten, an denen ich kein Mitglied bin, werden nie aufbewahrt.',
  'questions.elsewhere':
    'Manche Server bewahren Fragen ohne Antwort auf, ohne wer gefragt hat; /privacy sagt dort, welche und wie lange.',
  votes_one:
    'Ein 👍 oder 👎 wird mit dem Grund, falls du einen nennst, {{count}} Tag lang ohne deinen Namen aufbewahrt. Die Administration sieht die Gründe.',
  votes_other:
    'Ein 👍 oder 👎 wird mit dem Grund, falls du einen nennst, {{count}} Tage lang ohne deinen Namen aufbewahrt. Die Administration sieht die Gründe.',
  answers_one:
    'Damit die Knöpfe unter einer Antwort funktionieren, merke ich mir {{count}} Tag lang, wo ihre Zitate in den Artikeln stehen: nicht die Frage und nicht, für wen.',
  answers_other:
    'Damit die Knöpfe unter einer Antwort funktionieren, merke ich mir {{count}} Tage lang, wo ihre Zitate in den Artikeln stehen: nicht die Frage und nicht, für wen.',
  messages_one:
    'Damit keine Nachricht zweimal beantwortet wird und eine geänderte Frage ihre Antwort ändern kann, merke ich mir {{count}} Tag lang die IDs der Nachrichten, auf die ich geantwortet habe.',
  messages_other:
    'Damit keine Nachricht zweimal beantwortet wird und eine geänderte Frage ihre Antwort ändern kann, merke ich mir {{count}} Tage lang die IDs der Nachrichten, auf die ich geantwortet habe.',
  admins: 'Was die Administration mit dem Bot tut, wird mit ihrer Nutzer-ID protokolliert.',
  machine:
    'Antworten werden auf dem Rechner gefunden, auf dem der Bot läuft. Fragen gehen an keinen anderen Dienst; Discord selbst befördert sie nach seinen eigenen Regeln.',
  marker:
    'Was du gefragt oder bewertet hast, trägt statt deines Namens eine Markierung, die ich nur dann mit dir vergleichen kann, wenn du den Knopf drückst.',
  deleteHere: 'Meines hier löschen',
  deleteEverywhere: 'Meines überall löschen',
  deleted: 'Gelöscht: {{questions}}, {{votes}}.',
  questions_one: '{{count}} Frage von dir',
  questions_other: '{{count}} Fragen von dir',
  deletedVotes_one: '{{count}} Bewertung',
  deletedVotes_other: '{{count}} Bewertungen',
  onlyHere: 'Das galt für diesen Server. In einer Direktnachricht an mich löscht /privacy deines auf allen Servern.',
};
