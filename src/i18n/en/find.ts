export const find = {
  menu: 'Find in articles',
  found: 'In the articles',
  exact: 'Word for word',
  differs: 'Not word for word; differences are marked',
  given: 'In the message',
  inArticle: 'In the article',
  related: 'The articles say',
  judge: 'These are the closest quotes. Judge for yourself whether they support the message.',
  nothing: 'Found nothing close to this in the articles.',
  noText: 'This message contains no text to search for.',
  goesOn: 'the quote continues in the article',
} as const;
