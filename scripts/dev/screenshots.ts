import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openVerbatim } from '../../src/app/wiring.js';
import { loadConfig } from '../../src/config/config.js';
import { UserError } from '../../src/runtime/errors.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { run } from '../../src/terminal/run.js';
import { CHROMIUM, openBrowser } from '../../tools/preview/chromium.js';
import { Hand } from '../../tools/preview/hand.js';
import { startPreview } from '../../tools/preview/start.js';

const IMAGES = fromProjectRoot('docs/images');
const ANSWERED = 'How large an area was de-mined?';

/** What each picture of the docs shows; every scene begins with an empty channel of its own. */
const SCENES: Readonly<Record<string, (hand: Hand, articles: string) => Promise<void>>> = {
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

await run(async () => {
  if (!CHROMIUM)
    throw new UserError('Chromium is not there: install it (apt-get install chromium), then run this again.');
  const wanted = process.argv.slice(2);
  const names = Object.keys(SCENES).filter((name) => wanted.length === 0 || wanted.includes(name));
  const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-screenshots-'));
  const config = { ...loadConfig(), articlesDir: path.join(folder, 'articles'), embeddingsDir: folder };
  await cp(fromProjectRoot('articles'), config.articlesDir, { recursive: true });
  const verbatim = await openVerbatim(config);
  const browser = await openBrowser(CHROMIUM);
  try {
    await verbatim.reindex('changed');
    await mkdir(IMAGES, { recursive: true });
    for (const name of names) {
      // A preview of its own: nothing of the scene before is to be seen.
      const preview = await startPreview(verbatim, config, 0);
      const page = await browser.newPage({ viewport: { width: 960, height: 640 } });
      try {
        await page.goto(preview.url);
        await page.getByText('# general').first().waitFor();
        await SCENES[name]?.(new Hand(page), config.articlesDir);
        // What the pointer lies on looks different.
        await page.mouse.move(0, 0);
        await page.waitForTimeout(300);
        await page.screenshot({ path: path.join(IMAGES, `${name}.png`) });
        process.stdout.write(`${name}.png\n`);
      } finally {
        await page.close();
        await preview.close();
      }
    }
  } finally {
    await browser.close();
    await verbatim.close();
    await rm(folder, { recursive: true, force: true });
  }
});
