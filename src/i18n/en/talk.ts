export const talk = {
  howToAsk:
    'Mention me together with a question, or use /ask. I answer with quotes from the articles; /sources list shows them.',
  /** Sent once in a thread of the bot where it cannot read messages that do not mention it. */
  mentionHere: 'To ask more in this thread, mention me or reply to my answer.',
} as const;
