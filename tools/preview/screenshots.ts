import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { Verbatim } from '../../src/app/verbatim.js';
import { openVerbatim } from '../../src/app/wiring.js';
import type { Config } from '../../src/config/config.js';
import { UserError } from '../../src/runtime/errors.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { CHROMIUM, openBrowser } from './chromium.js';
import { Hand } from './hand.js';
import { SCENES } from './scenes.js';
import { startPreview } from './start.js';

const IMAGES = fromProjectRoot('docs/images');

/** Takes the named pictures of the docs, or all by default, over the sample articles; reports the name of each. */
export async function takeScreenshots(
  loaded: Config,
  wanted: readonly string[],
  onPicture: (file: string) => void,
): Promise<void> {
  if (!CHROMIUM)
    throw new UserError('Chromium is missing: install it (apt-get install chromium), then run this again.');
  const names = Object.keys(SCENES).filter((name) => wanted.length === 0 || wanted.includes(name));
  const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-screenshots-'));
  const config = { ...loaded, articlesDir: path.join(folder, 'articles'), embeddingsDir: folder };
  await cp(fromProjectRoot('articles'), config.articlesDir, { recursive: true });
  const verbatim = await openVerbatim(config);
  const browser = await openBrowser(CHROMIUM);
  try {
    await verbatim.reindex('changed');
    await mkdir(IMAGES, { recursive: true });
    for (const name of names) {
      await takeScreenshot(name, browser, verbatim, config);
      onPicture(`${name}.png`);
    }
  } finally {
    await browser.close();
    await verbatim.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Plays a scene in a new preview, so that nothing of the previous scene is visible. */
async function takeScreenshot(name: string, browser: Browser, verbatim: Verbatim, config: Config): Promise<void> {
  const preview = await startPreview(verbatim, config, 0);
  const page = await browser.newPage({ viewport: { width: 960, height: 640 } });
  try {
    await page.goto(preview.url);
    await page.getByText('# general').first().waitFor();
    await SCENES[name]?.(new Hand(page), config.articlesDir);
    // What is under the pointer looks different.
    await page.mouse.move(0, 0);
    await page.waitForTimeout(300);
    await page.screenshot({ path: path.join(IMAGES, `${name}.png`) });
  } finally {
    await page.close();
    await preview.close();
  }
}
