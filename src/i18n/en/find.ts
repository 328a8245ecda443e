export const find = {
  menu: 'Find in articles',
  found: 'In the articles',
  exact: 'Word for word',
  differs: 'Not word for word: what differs is marked',
  given: 'In the message',
  inArticle: 'In the article',
  related: 'The articles say',
  judge: 'These are the closest quotes. Whether they bear the message out is for you to judge.',
  nothing: 'Found nothing close to this in the articles.',
  noText: 'This message has no text that could be looked for.',
  goesOn: 'the quote goes on in the article',
} as const;
