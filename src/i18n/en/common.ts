export const common = {
  failed: 'Something went wrong here. If it happens again, tell whoever runs this bot: reference {{reference}}.',
  restarting: 'The bot is about to restart. Please ask again in a minute.',
  unknownCommand: 'This command is no longer known here.',
  unknownButton: 'This button no longer works.',
  onlyAdmins: 'Only people with Manage Server, or with a role that was named for it, may do this.',
  mayNotAsk: 'In this server, only some roles may ask. A moderator can tell you which.',
} as const;
