import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openBrowser } from '../../tools/preview/chromium.js';
import { type Preview, startPreview } from '../../tools/preview/start.js';
import { BRIDGES, opened, temporaryConfig } from '../support/library.js';

const QUESTION = 'When was the Heron Bridge built?';
if (!CHROMIUM) process.stdout.write('Chromium is not there: the preview’s page is not tried in a browser\n');

describe.skipIf(!CHROMIUM)('the preview’s page in Chromium', { timeout: 60_000 }, () => {
  let preview: Preview;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    const config = { ...(await temporaryConfig({ 'bridges.txt': BRIDGES }, afterAll)), logLevel: 'error' };
    const verbatim = await opened(config, undefined, afterAll);
    await verbatim.reindex('changed');
    preview = await startPreview(verbatim, config, 0);
    browser = await openBrowser(CHROMIUM ?? '');
    page = await browser.newPage({ viewport: { width: 1_100, height: 760 } });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('request', (sent) => {
      const url = sent.url();
      if (!url.startsWith(preview.url) && !url.startsWith('data:')) faults.push(`asked for ${url}`);
    });
    await page.goto(preview.url);
  });

  afterAll(async () => {
    await browser.close();
    await preview.close();
  });

  const line = () => page.getByRole('textbox', { name: /Message/ });
  /** Uses a slash command as a person does, and waits for one more message. */
  const slash = async (command: string, fields: Record<string, string> = {}) => {
    const before = await page.locator('discord-message').count();
    await line().fill(`/${command}`);
    await page
      .getByRole('option', { name: `/${command}` })
      .first()
      .click();
    for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
    await page.keyboard.press('Enter');
    await page.locator('discord-message').nth(before).waitFor();
  };
  const card = () => page.locator('discord-message').last();

  it('asks by slash command and shows quote, bold words and citation', async () => {
    await slash('ask', { question: QUESTION });
    const quote = card().locator('blockquote').first();
    await quote.waitFor();
    expect(await quote.textContent()).toContain('It was built in 1871');
    expect(await card().locator('discord-bold').allTextContents()).toContain('1871');
    expect(await card().locator('discord-subscript').first().textContent()).toMatch(/\[1\] The bridges of Port Ellery/);
    expect(await card().locator('discord-command').getAttribute('command')).toBe('ask');
  });

  it('presses a button, and draws the change in place', async () => {
    await page.locator('discord-button').filter({ hasText: 'Context' }).last().click();
    await card().getByText('The quote in context').waitFor();
    expect(await card().locator('blockquote').first().textContent()).toContain('4,200 cyclists');
    await page.locator('discord-button').filter({ hasText: 'Back to the quotes' }).last().click();
    await card().getByText('From the articles').waitFor();
  });

  it('fills in a form', async () => {
    await page.locator('discord-button').filter({ hasText: 'Ask a follow-up' }).last().click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox').fill('How much did the repairs to the Heron Bridge cost?');
    const before = await page.locator('discord-message').count();
    await form.getByRole('button', { name: 'Submit' }).click();
    await page.locator('discord-message').nth(before).waitFor();
    await card().getByText('2.3 million crowns').first().waitFor();
  });

  it('answers a mention, and shows what people write as text', async () => {
    await line().fill(`@verbatim <img src=x onerror=alert(1)> ${QUESTION}`);
    await line().press('Enter');
    await page.locator('discord-reply').waitFor();
    expect(await page.locator('discord-message').nth(-2).textContent()).toContain('<img src=x onerror=alert(1)>');
  });

  it('uses the chosen language', async () => {
    await page.getByLabel('Language').selectOption('de');
    await line().fill('/');
    await page.getByRole('option', { name: '/fragen' }).waitFor();
    await slash('fragen', { question: QUESTION });
    await card().getByText('Aus den Artikeln').waitFor();
    expect(await card().textContent()).toContain('It was built in 1871');
    await page.getByLabel('Language').selectOption('en-US');
  });

  it('uses a command from a message’s menu, whose answer can be dismissed', async () => {
    await line().fill('The Heron Bridge was built in 1871 by the engineer Ada Lindqvist.');
    await line().press('Enter');
    const about = page.locator('discord-message').filter({ hasText: 'Heron Bridge was built' }).last();
    await about.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Apps ▸ Find in articles' }).click();
    const found = page.locator('discord-message[ephemeral]');
    await found.getByText('In the articles', { exact: true }).waitFor();
    await found.getByText('Dismiss message').click();
    await found.waitFor({ state: 'detached' });
  });

  it('shows an administrator what others don’t see', async () => {
    const backRoom = page.getByRole('button', { name: 'back-room' });
    expect(await backRoom.count()).toBe(0);
    await page.getByLabel('Person').selectOption('manager');
    await backRoom.waitFor();
  });

  it('needed no network and had no fault, and neither had the bot', () => {
    expect(faults).toEqual([]);
    expect(preview.discord.violations).toEqual([]);
  });
});
