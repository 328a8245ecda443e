export const articles = {
  fetching: 'Fetching and checking the file…',
  added_one: '“{{file}}” was added: {{count}} article.',
  added_other: '“{{file}}” was added: {{count}} articles.',
  newCollection: 'The collection “{{collection}}” came to be with it.',
  replaced: 'It replaces a file of that name, which is kept and can be put back.',
  removed: '“{{file}}” was taken out. It is kept and can be put back.',
  restored: '“{{file}}” was put back.',
  putBack: 'Put back',
  askRemove: 'Take “{{title}}” out (file {{file}})? The file is kept and can be put back.',
  askRemoveMany_one:
    '“{{title}}” stands in {{file}} with {{count}} other article, and can’t be taken out alone. Take the whole file out? It is kept and can be put back.',
  askRemoveMany_other:
    '“{{title}}” stands in {{file}} with {{count}} other articles, and can’t be taken out alone. Take the whole file out? It is kept and can be put back.',
  removeYes: 'Take out',
  removeNo: 'Leave it',
  kept: 'Nothing was changed.',
  off: 'Articles can be added and removed here only if whoever runs the bot allows it: ARTICLE_UPLOADS=on. By default they can as long as the bot is in one server alone.',
  giveOne: 'Give either a file or a link: one of the two.',
  nameCollection: 'Say which collection it belongs to: {{collections}}.',
  noCollection: 'There is no collection that articles can be added to from here.',
  notThisCollection: 'Articles of the collection “{{collection}}” can’t be changed from here.',
  badLink:
    'That is no link that can be fetched: it has to begin with http:// or https://, without a name or password in it.',
  forbiddenAddress:
    'That address, or one that it leads to, can’t be fetched: only the public web on its usual ports can.',
  notFromDiscord: 'The attachment doesn’t come from where Discord keeps attachments, so it was not fetched.',
  unreachable: 'Nothing could be fetched from there. Check the address, or attach the file instead.',
  timedOut: 'That took too long to fetch. Try again later, or attach the file instead.',
  httpStatus: 'The server answered with status {{status}} instead of the file. Check the address.',
  tooManyRedirects: 'That address leads on to too many others. Give the last one.',
  tooLarge: 'The file is larger than {{megabytes}} MB. Split it into several.',
  wrongType: 'That is no article that can be read ({{type}}). What can be read: {{endings}}.',
  badName: 'The file’s name holds no letter or digit. Give it another.',
  badCollection:
    '“{{collection}}” can’t be a collection’s name, or is too like one that there is. Use letters, digits, spaces and hyphens.',
  unreadable: '“{{file}}” was not taken in, because not all of it can be read:\n{{problems}}',
  exists: 'There is a file “{{file}}” already. To replace it, say replace: True.',
  idTaken: 'The id “{{id}}” is already that of another article. Give each article its own.',
  lastArticles: 'These are the last articles there are, and without any there is no index. Add others first.',
  fileGone: 'The file is not there any more. /reindex shows how things stand.',
  notWritable:
    'The folder of the articles, or DATA_DIR, can’t be written to ({{code}}). Whoever runs the bot has to check its permissions and the space left.',
} as const;
