export const common = {
  failed: 'Something went wrong. If it happens again, give the bot’s operator reference {{reference}}.',
  restarting: 'The bot is about to restart. Please ask again in a minute.',
  unknownCommand: 'This command no longer exists here.',
  unknownButton: 'This button no longer works.',
  onlyAdmins: 'Only people with Manage Server, or with a role chosen in /settings, can do this.',
  mayNotAsk: 'Only some roles may ask questions in this server. A moderator can tell you which.',
} as const;
