/** Somebody has to wait; `again` is a time such as "in 20 seconds". */
export const limits = {
  person: 'That was a lot of questions in a short time. You can ask again {{again}}.',
  channel: 'A lot is being asked in this channel just now. Please ask again {{again}}.',
  server: 'A lot is being asked in this server just now. Please ask again {{again}}.',
  cooldown: 'This server leaves a little time between two questions of one person. You can ask again {{again}}.',
} as const;
