/** The texts of /help. Commands and names arrive formatted for a message. */
export const help = {
  title: 'What I can do here',
  what: 'I answer questions only in the words of the articles I was given, with quotes that name their source. What the articles don’t say, I don’t say either.',
  youCan: 'You can',
  mention: 'mention me together with a question',
  direct: 'just write your question here',
  inMenu: '{{name}} (in a message’s menu, under Apps)',
  mayNotAsk:
    'Only some roles may ask questions in this server, and you have none of them. A moderator can tell you which.',
  watched: 'In this channel I also answer questions without a mention when I am sure enough.',
  watchedNot: 'In this channel I answer only when asked.',
  threads: 'I answer mentions in a thread.',
  articles_one: 'I can quote {{count}} article to you here.',
  articles_other: 'I can quote {{count}} articles to you here.',
  collections: 'Collections: {{names}}.',
  noArticles: 'No articles are indexed yet.',
  questionsNotKept: 'Questions are not stored.',
  questionsKept: 'Questions that the articles don’t answer are stored for {{days}}, without names.',
  forAdmins: 'For administrators',
  invite: 'Add the bot [to another server]({{server}}) or [to your own account]({{user}}).',
} as const;
