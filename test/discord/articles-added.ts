import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { textOf } from '../../tools/discord-stand-in/client/exchange.js';
import type { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { answerTo, BAKERY, bot, discord, forge, idOf, LONG, lounge, manager, shelf, start } from './scenes/articles.js';

/** What administrators add, remove and put back, with the bot that the tests before have left. */
export function takesArticles(): void {
  it('adds an article from an attachment, checked first, and answers from it', async () => {
    const file = { filename: '../../The bakery.TXT', content: BAKERY };
    const added = discord.slash('articles add', { file, collection: 'town' }, manager());
    expect(await added.reply(/Reindexed/, LONG)).toMatch(/“town\/The bakery\.txt” was added\\?: 1 article/);
    expect(added.isEphemeral).toBe(true);
    expect(await answerTo('When does the bakery of Odland sell saffron buns?')).toContain('on Fridays');
    expect(idOf(added, 'Remove')).toMatch(/^articles:remove:/);
    const twice = discord.slash('articles add', { file, collection: 'town' }, manager());
    expect(await twice.reply(/already/)).toContain('replace');
    const changed = { ...file, content: BAKERY.replace('Fridays', 'Mondays') };
    const replaced = discord.slash('articles add', { file: changed, collection: 'town', replace: true }, manager());
    expect(await replaced.reply(/Reindexed/, LONG)).toContain('is kept');
    expect(await answerTo('When does the bakery of Odland sell saffron buns?')).toContain('on Mondays');
    const restored = discord.press(replaced, 'Restore');
    expect(await restored.reply(/was restored[\s\S]*Changed/, LONG)).toContain('The bakery');
    expect(await readFile(path.join(shelf.articles, 'town/The bakery.txt'), 'utf8')).toBe(BAKERY);
  });

  it('refuses files that are damaged, too large or of another type, and forbidden addresses', async () => {
    const before = await readdir(shelf.articles, { recursive: true });
    const add = (
      options: Parameters<StandIn['slash']>[1],
      person = manager(),
      place: Parameters<StandIn['slash']>[3] = 'server',
    ) => discord.slash('articles add', options, person, place).reply(/^(?!.*Fetching)[\s\S]+/);
    const file = (filename: string, content: string | Buffer = BAKERY) => ({ file: { filename, content } });
    expect(await add(file('bad.jsonl', '{"id": "a", "title": "A", "text": "Words."}\n{"id"\n'))).toMatch(
      /bad\.jsonl\\?:2/,
    );
    expect(await add(file('big.txt', Buffer.alloc(10 * 2 ** 20 + 1, 'a')))).toMatch(/larger than 10 MB/);
    expect(await add(file('page.html', '<nav>Home</nav>'))).toMatch(/no text that could be quoted/);
    expect(await add(file('letter.docx', 'no archive'))).toMatch(/Damaged/);
    expect(await add(file('tool.exe'))).toMatch(/\.exe[\s\S]*\.html/);
    expect(await add({})).toMatch(/either a file or a link/);
    expect(await add({ ...file('a.txt'), collection: '../outside' })).toMatch(/can’t be used as a collection/);
    for (const link of [
      `${discord.apiUrl}/x.txt`,
      'http://localhost/x.txt',
      'http://169.254.169.254/',
      'http://[::1]/a.md',
    ]) {
      expect(await add({ link })).toMatch(/Only the public web/);
    }
    expect(await add({ link: 'file:///etc/passwd' })).toMatch(/http/);
    expect(await add(file('a.txt'), discord.world.asker)).toMatch(/Manage Server/);
    const { neighbour } = discord.world;
    expect(await add({ ...file('a.txt'), collection: 'staff' }, neighbour, lounge())).toMatch(
      /“staff” can’t be changed/,
    );
    expect(await readdir(shelf.articles, { recursive: true })).toEqual(before);
    expect(discord.rest.requests.filter(({ path: asked }) => asked.endsWith('x.txt'))).toEqual([]);
  });

  it('lets a limited server add to and remove from its own collection only', async () => {
    const { neighbour } = discord.world;
    const file = { filename: 'ferry.txt', content: 'The ferry\n\nThe ferry to Odland leaves at dawn.\n' };
    const added = discord.slash('articles add', { file }, neighbour, lounge());
    expect(await added.reply(/Reindexed/, LONG)).toContain('“news/ferry.txt” was added');
    const collections = await discord.type('articles add', 'collection', '', neighbour, lounge()).chosen();
    expect(collections.map(({ value }) => value)).toEqual(['news']);
    const choices = await discord.type('articles remove', 'article', 'wages', neighbour, lounge()).chosen();
    expect(choices).toEqual([]);
    const removal = discord.slash('articles remove', { article: 'staff/wages.md' }, neighbour, lounge());
    expect(await removal.reply()).toMatch(/No article is called/);
    const question = discord.slash('articles remove', { article: 'staff/wages.md' }, manager());
    await question.reply(/Remove “Wages/);
    await forge(idOf(question, 'Remove'), neighbour, lounge().id).followUp(/no longer exists/);
    expect(await readdir(path.join(shelf.articles, 'staff'))).toEqual(['wages.md']);
  });

  it('removes after a confirmation, even after a restart, in German, and restores', async () => {
    const german = manager();
    german.locale = 'de';
    const kept = discord.slash('articles remove', { article: 'staff/wages.md' }, german);
    await kept.reply(/Wages of the lighthouse keepers“ entfernen/);
    expect(await discord.press(kept, 'Behalten').reply(/nichts geändert/)).toBeTruthy();
    const asked = discord.slash('articles remove', { article: 'shop-3' }, german);
    expect(await asked.reply(/Shop 03/)).toContain('mit 11 weiteren Artikeln in town/shops.jsonl');
    const [forged, removeId] = [forge(idOf(asked, 'Entfernen'), discord.world.asker), idOf(asked, 'Entfernen')];
    await forged.followUp(/Manage Server/);
    expect(await bot.stop()).toBe(0);
    await start();
    const removed = discord.press(asked, 'Entfernen');
    expect(await removed.reply(/Neu eingelesen/, LONG)).toMatch(
      /„town\/shops\.jsonl“ wurde entfernt[\s\S]*Entfernt:\*\* 12/,
    );
    await forge(removeId, manager()).followUp(/gibt es nicht mehr/);
    expect(await discord.slash('sources list', { filter: 'shop' }, german).reply()).toContain('Kein Artikel passt');
    const back = discord.press(removed, 'Wiederherstellen');
    expect(await back.reply(/wiederhergestellt[\s\S]*Neu:\*\* 12/, LONG)).toBeTruthy();
    expect((await readdir(path.join(shelf.articles, 'town'))).sort()).toEqual(['The bakery.txt', 'shops.jsonl']);
    german.locale = 'en-US';
  });

  it('records what administrators did, not what they only tried', () => {
    const memory = new Database(path.join(shelf.data, 'verbatim.db'), { readonly: true });
    const rows = memory.prepare<[], { action: string; detail: string }>('SELECT action, detail FROM audit').all();
    memory.close();
    const actions = rows.map(({ action }) => action);
    expect([...new Set(actions)].sort()).toEqual(
      ['articles.add', 'articles.remove', 'articles.restore', 'index.cancel', 'index.roll-back', 'index.run'].sort(),
    );
    expect(actions.filter((action) => action === 'articles.remove')).toHaveLength(1);
    expect(rows.find(({ action }) => action === 'articles.remove')?.detail).toBe('town/shops.jsonl');
  });

  it('reports unreadable articles by name and reason, but none from hidden collections', async () => {
    const { neighbour } = discord.world;
    const keeper = (place: string) =>
      JSON.stringify({ id: 'keeper-1', title: `Keeper of ${place}`, text: `The keeper of ${place} trims the wick.` });
    // Of one id, in the order of their files: the first has it, the others are told so.
    await shelf.write('a-staff/keepers.jsonl', `${keeper('Odland')}\n{"id"\n`);
    await shelf.write('news/zebra.jsonl', keeper('Wick'));
    await shelf.write('zeta/more.jsonl', keeper('Tarn'));
    await shelf.write('news/aside.md', '---\ntitle: [\n---\nWords.');
    const run = discord.slash('reindex', {}, manager());
    await run.reply(/Reindexing/);
    const limited = discord.slash('reindex', {}, neighbour, lounge());
    const whole = await run.reply(/Reindexed/, LONG);
    expect(whole).toMatch(/Could not be read:\*\* 4\n/);
    expect(whole).toContain('already that of a-staff/keepers.jsonl');
    const told = await limited.reply(/Reindexed/, LONG);
    expect(told).toMatch(/Could not be read:\*\* 2\n/);
    expect(told).toContain('news/aside.md');
    expect(told).toContain('Another article already has its id');
    expect(told).not.toMatch(/keepers|zeta|staff/);
  });

  it('shows a channel no names if neither the reply nor a direct message is possible', async () => {
    const { general } = discord.world;
    await shelf.write('staff/oil.txt', 'Oil for the lamp\n\nThe lamp burns six litres of oil in a night.\n');
    const run = discord.slash('reindex', {}, manager());
    await run.reply(/Reindexing/);
    run.expire();
    discord.refuse({
      method: 'POST',
      path: new RegExp(`^/channels/${manager().dm.id}/`),
      status: 403,
      code: 50_007,
      times: 1,
    });
    const posted = await discord.changes.until(
      'a word in the channel',
      () =>
        discord.channels.messages.find(
          (each) => each.channel_id === general.id && textOf(each).includes('run has ended'),
        ),
      LONG,
    );
    expect(textOf(posted)).not.toMatch(/oil|lamp|staff/i);
  });
}
