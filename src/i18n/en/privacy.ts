export const privacy = {
  title: 'What I keep',
  'questions.off': 'Questions are not kept in this server.',
  'questions.on_one':
    'When the articles do not answer a question that somebody asks in a public channel of this server, the words of the question and the day are kept for {{count}} day at most, so that the administrators see what is missing. Who asked is not kept.',
  'questions.on_other':
    'When the articles do not answer a question that somebody asks in a public channel of this server, the words of the question and the day are kept for {{count}} days at most, so that the administrators see what is missing. Who asked is not kept.',
  'questions.never':
    'Questions asked in direct messages, in private channels, for an answer that only you see, or where I am not a member are never kept.',
  'questions.elsewhere':
    'Some servers keep questions that were not answered, without who asked; /privacy says there which and for how long.',
  votes_one:
    'A 👍 or 👎, with the reason if you give one, is kept for {{count}} day, without your name. Administrators see the reasons.',
  votes_other:
    'A 👍 or 👎, with the reason if you give one, is kept for {{count}} days, without your name. Administrators see the reasons.',
  answers_one:
    'So that the buttons under an answer work, I keep for {{count}} day where its quotes stand in the articles: not the question, and not for whom.',
  answers_other:
    'So that the buttons under an answer work, I keep for {{count}} days where its quotes stand in the articles: not the question, and not for whom.',
  messages_one:
    'So that no message is answered twice, and an edited question can edit its answer, the ids of messages that I answered are kept for {{count}} day.',
  messages_other:
    'So that no message is answered twice, and an edited question can edit its answer, the ids of messages that I answered are kept for {{count}} days.',
  admins: 'What administrators do with the bot is logged with their id.',
  machine:
    'Answers are found on the machine that the bot runs on. Questions go to no other service; Discord itself carries them, by its own rules.',
  marker:
    'What you asked or voted bears a marker instead of your name, which I can compare with you only when you press the button.',
  deleteHere: 'Delete mine here',
  deleteEverywhere: 'Delete mine everywhere',
  deleted: 'Deleted: {{questions}}, {{votes}}.',
  questions_one: '{{count}} question of yours',
  questions_other: '{{count}} questions of yours',
  deletedVotes_one: '{{count}} vote',
  deletedVotes_other: '{{count}} votes',
  onlyHere: 'That was for this server. In a direct message to me, /privacy deletes yours of all servers.',
} as const;
