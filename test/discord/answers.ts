import type { Answer, Quote } from '../../src/answer/quoting/answer.js';
import type { AnswerView } from '../../src/discord/answers/answer.js';
import { type Language, wordsIn } from '../../src/i18n/words.js';
import { walk } from '../../tools/discord-stand-in/messages/limits.js';

export const article = {
  id: 'demining.txt',
  title: 'Clearing the fields',
  publisher: 'The Post',
  author: 'A. Writer',
  publishedAt: '2024-12-05T23:00',
  url: 'https://example.com/demining',
  language: 'en',
};

export const quote = (text: string, number = 1): Quote => ({
  articleId: article.id,
  start: 0,
  end: text.length,
  text,
  score: 0.9,
  citation: { number, article, locator: { heading: 'Progress', paragraph: 3 } },
});

export const answered: Exclude<Answer, { kind: 'nothing' }> = {
  kind: 'answered',
  confidence: 0.9,
  quotes: [quote('Some *35,000* sq km were de-mined.')],
};
export const nothing: Answer = { kind: 'nothing', confidence: 0, quotes: [] };
export const ID = 'AbCdEfGhIjKlMnOp';

export const viewIn = (language: Language, more: Partial<AnswerView> = {}): AnswerView => ({
  language,
  t: wordsIn(language),
  articleOf: () => undefined,
  id: ID,
  ...more,
});
export const view = viewIn('en');
export const labels = ({ components }: { components: readonly unknown[] }) =>
  [...walk(components)].flatMap(({ label, emoji }) => (label ? [`${emoji ? '+' : ''}${label}`] : []));
