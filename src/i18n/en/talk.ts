export const talk = {
  howToAsk:
    'Mention me together with a question, or use /ask. I answer with quotes from the articles; /sources list shows them.',
  /** Said once in a thread of the bot's where it can't read what isn't meant for it. */
  mentionHere: 'To ask on in this thread, mention me or reply to my answer.',
} as const;
