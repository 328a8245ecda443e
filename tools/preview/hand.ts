import type { Locator, Page } from 'playwright-core';

/** Uses the page in a browser in the same way as a person. */
export class Hand {
  constructor(readonly page: Page) {}

  get line(): Locator {
    return this.page.getByRole('textbox', { name: /^(Message|What is it about)/ });
  }

  /** The newest message. */
  get card(): Locator {
    return this.page.locator('discord-message').last();
  }

  /** Uses a slash command by the name on the page; waits until the bot has replied. */
  async slash(command: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.fillIn(command, fields);
    await this.answered(() => this.page.keyboard.press('Enter'));
  }

  /** Chooses a slash command and fills in its options, including optional ones. */
  async fillIn(command: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.line.fill(`/${command}`);
    await this.page
      .getByRole('option')
      .filter({ hasText: new RegExp(`^/${command}(?! )`) })
      .first()
      .click();
    for (const [name, value] of Object.entries(fields)) {
      const field = this.page.locator(`.command [name="${name}"]`);
      if ((await field.count()) === 0) await this.page.locator(`.command .add[data-name="${name}"]`).click();
      if ((await field.evaluate((node) => node.tagName)) === 'SELECT') await field.selectOption({ label: value });
      else await field.fill(value);
    }
  }

  async say(text: string): Promise<void> {
    await this.line.fill(text);
    const before = await this.page.locator('discord-message').count();
    await this.line.press('Enter');
    await this.page
      .locator('discord-message')
      .nth(before + 1)
      .waitFor();
    await this.settled();
  }

  /** Presses the newest button with this label. */
  async press(label: string | RegExp): Promise<void> {
    await this.page.locator('discord-button').filter({ hasText: label }).last().click();
  }

  /** Does something that the bot answers with a new message. */
  async answered(deed: () => Promise<void>): Promise<void> {
    const before = await this.page.locator('discord-message').count();
    await deed();
    await this.page.locator('discord-message').nth(before).waitFor();
    await this.settled();
  }

  /** Waits until no reply is pending. */
  async settled(): Promise<void> {
    await this.page.locator('.thinking').waitFor({ state: 'detached', timeout: 60_000 });
  }

  async go(channel: string): Promise<void> {
    await this.page.locator('.place').filter({ hasText: channel }).first().click();
  }

  async become(person: string): Promise<void> {
    await this.page.getByLabel('Person').selectOption(person);
    await this.page.waitForTimeout(200);
  }

  async speak(locale: string): Promise<void> {
    await this.page.getByLabel('Language').selectOption(locale);
    await this.page.waitForTimeout(200);
  }
}
