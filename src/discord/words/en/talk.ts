export const talk = {
  howToAsk:
    'Mention me together with a question, or use /ask. I answer with quotes from the articles; /sources list shows them.',
} as const;
