import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Where a Chromium of this machine is; undefined where there is none. */
export const CHROMIUM = PLACES.find((file) => existsSync(file));

const FLAGS = [
  'no-sandbox',
  'disable-gpu',
  'no-first-run',
  'disable-background-networking',
  'disable-component-update',
  'disable-sync',
];

/** A browser without a window, with an empty profile. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--headless', ...FLAGS.map((flag) => `--${flag}`)] });
}
