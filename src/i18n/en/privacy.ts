export const privacy = {
  title: 'What I store',
  'questions.off': 'Questions are not stored in this server.',
  'questions.on_one':
    'If the articles don’t answer a question asked in a public channel of this server, its text and the day are stored for at most {{count}} day, so that administrators can see what is missing. Who asked is not stored.',
  'questions.on_other':
    'If the articles don’t answer a question asked in a public channel of this server, its text and the day are stored for at most {{count}} days, so that administrators can see what is missing. Who asked is not stored.',
  'questions.never':
    'Questions are never stored if they are asked in direct messages, in private channels, where I am not a member, or for an answer that only you see.',
  'questions.elsewhere':
    'Some servers store unanswered questions, without names. In such a server, /privacy says which questions and for how long.',
  votes_one:
    'A 👍 or 👎, with your reason if you give one, is stored for {{count}} day without your name. Administrators can read the reasons.',
  votes_other:
    'A 👍 or 👎, with your reason if you give one, is stored for {{count}} days without your name. Administrators can read the reasons.',
  answers_one:
    'To keep the buttons under an answer working, I store for {{count}} day where its quotes are in the articles, but not the question or who asked it.',
  answers_other:
    'To keep the buttons under an answer working, I store for {{count}} days where its quotes are in the articles, but not the question or who asked it.',
  messages_one:
    'So that no message is answered twice and an edited question updates its answer, I store the ids of messages that I answered for {{count}} day.',
  messages_other:
    'So that no message is answered twice and an edited question updates its answer, I store the ids of messages that I answered for {{count}} days.',
  admins: 'What administrators do with the bot is logged with their user id.',
  machine:
    'Answers are found on the machine that the bot runs on. Questions are sent to no other service; Discord transmits them under its own rules.',
  marker:
    'Your questions and votes carry a marker instead of your name. I can match it to you only when you press the button.',
  deleteHere: 'Delete my data here',
  deleteEverywhere: 'Delete my data everywhere',
  deleted: 'Deleted: {{questions}}, {{votes}}.',
  questions_one: '{{count}} question of yours',
  questions_other: '{{count}} questions of yours',
  deletedVotes_one: '{{count}} vote',
  deletedVotes_other: '{{count}} votes',
  onlyHere:
    'Only your data in this server was deleted. In a direct message to me, /privacy deletes your data in all servers.',
} as const;
