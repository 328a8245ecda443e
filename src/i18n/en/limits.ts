/** Rate limits; `again` is a relative time such as "in 20 seconds". */
export const limits = {
  person: 'You have asked many questions in a short time. You can ask again {{again}}.',
  channel: 'Many questions are being asked in this channel. Please ask again {{again}}.',
  server: 'Many questions are being asked in this server. Please ask again {{again}}.',
  cooldown: 'In this server, everyone waits a little between two questions. You can ask again {{again}}.',
} as const;
