import { rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { ask, bot, buttons, discord, library, MILL, reindex, start, state, write } from './scenes/answer-buttons.js';

/** What buttons do after a fault, a restart or a change, with the bot that the tests before have left. */
export function outlivesFaults(): void {
  it('waits for rate limits, and answers presses that a reconnect fell into', async () => {
    const asked = await ask();
    discord.refuse({ method: 'PATCH', path: /@original$/, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    await discord.press(asked, 'Context').reply(/The quote in context/);
    discord.gateway.disconnect();
    const back = discord.press(asked, 'Back to the quotes');
    await back.reply(/From the articles/);
    expect(discord.gateway.sessions).toHaveLength(1);
  });

  it('answers without buttons if the answer can’t be stored', async () => {
    const db = new Database(path.join(library.root, 'data', 'verbatim.db'));
    db.exec('ALTER TABLE shown RENAME TO shown_away');
    const asked = await ask();
    db.exec('ALTER TABLE shown_away RENAME TO shown');
    db.close();
    expect(asked.text).toContain('Ada Lindqvist');
    expect(buttons(asked.message)).toEqual([]);
  });

  it('works after a restart, and says what has changed or is gone', async () => {
    const asked = await ask();
    const bridge = await ask({ question: 'Who built the iron bridge of Odland?', source: 'town/bridge.md' });
    expect(await bot.stop()).toBe(0);
    await start();
    await discord.press(asked, 'Context').reply(/The quote in context/);
    await write('town/mill.md', MILL('the year 1872'));
    await rm(path.join(library.articles, 'town/bridge.md'));
    await reindex();
    const changed = await discord.press(asked, 'Back to the quotes').reply(/has changed|have changed/);
    expect(changed).toContain('The mill of Odland');
    expect(changed).not.toContain('> It was built in 1871');
    const gone = await discord.press(bridge, 'Context').reply(/no longer/);
    expect(gone).toMatch(/no longer available here/);
    expect(gone).not.toContain('Tomas Varga');
    const { guildId } = discord.world;
    expect(state.shown.quotedFrom('town/mill.md', guildId)?.times).toBeGreaterThan(3);
  });
}
