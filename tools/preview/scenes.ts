import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Hand } from './hand.js';

const ANSWERED = 'How large an area was de-mined?';

/** What each picture in the docs shows, by name; every scene begins with an empty channel. */
export const SCENES: Readonly<Record<string, (hand: Hand, articles: string) => Promise<void>>> = {
  'ask-typing': (hand) => hand.fillIn('ask', { question: ANSWERED }),
  'ask-answered': (hand) => hand.slash('ask', { question: ANSWERED }),
  'ask-closest': (hand) =>
    hand.slash('ask', { question: 'How much did North Korea earn from its artillery deliveries?' }),
  'ask-nothing': (hand) => hand.slash('ask', { question: 'Which opera house has the best acoustics?' }),
  context: async (hand) => {
    await hand.slash('ask', { question: ANSWERED });
    await hand.press('Context');
    await hand.page.waitForTimeout(600);
  },
  'follow-up': async (hand) => {
    await hand.slash('ask', { question: ANSWERED });
    await hand.press('Ask a follow-up');
    await hand.page.locator('dialog').waitFor();
    await hand.page.locator('dialog input, dialog textarea').first().fill('And how many died?');
  },
  mention: (hand) => hand.say(`@verbatim ${ANSWERED}`),
  private: (hand) => hand.slash('ask', { question: ANSWERED, private: 'True' }),
  german: async (hand) => {
    await hand.speak('de');
    await hand.slash('fragen', { question: ANSWERED });
  },
  korean: async (hand) => {
    await hand.speak('ko');
    await hand.slash('질문', { question: ANSWERED });
  },
  ukrainian: async (hand) => {
    await hand.speak('uk');
    await hand.slash('запитати', { question: ANSWERED });
  },
  find: async (hand) => {
    await hand.line.fill('I read that the regiment cleared 42,400 hectares of land in the Kursk region.');
    await hand.line.press('Enter');
    await hand.card.click({ button: 'right' });
    await hand.answered(() => hand.page.getByRole('menuitem', { name: 'Apps ▸ Find in articles' }).click());
  },
  thread: async (hand) => {
    await hand.go('questions');
    await hand.page.getByPlaceholder('Title of a new post').fill('Kursk');
    await hand.line.fill(`@verbatim ${ANSWERED}`);
    await hand.line.press('Enter');
    await hand.go('⤷ Kursk');
    await hand.card.getByText('From the articles').waitFor();
  },
  doctor: async (hand) => {
    await hand.page.setViewportSize({ width: 880, height: 880 });
    await hand.become('manager');
    await hand.slash('doctor');
  },
  settings: async (hand) => {
    await hand.page.setViewportSize({ width: 960, height: 860 });
    await hand.become('manager');
    await hand.slash('settings');
  },
  help: async (hand) => {
    await hand.page.setViewportSize({ width: 960, height: 760 });
    await hand.slash('help');
  },
  privacy: (hand) => hand.slash('privacy'),
  compare: (hand) =>
    hand.slash('compare', {
      question: 'How many engineers lost their lives?',
      first: 'Engineers come home',
      second: 'Five questions',
    }),
  sources: (hand) => hand.slash('sources list'),
  reindex: async (hand, articles) => {
    await writeFile(path.join(articles, 'bread.txt'), 'Bread for the crews\n\nThe crews were sent rye bread.\n');
    await hand.become('manager');
    await hand.slash('reindex');
    await hand.card
      .getByText(/Added|Unchanged/)
      .first()
      .waitFor({ timeout: 60_000 });
  },
};
