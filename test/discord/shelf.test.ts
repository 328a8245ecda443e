import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { type APIMessage, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../src/state/state.js';
import { type Exchange, textOf } from '../../tools/discord-stand-in/exchange.js';
import { walk } from '../../tools/discord-stand-in/limits.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import type { Person } from '../../tools/discord-stand-in/world.js';
import { BotProcess } from './bot-process.js';
import { createShelf, type Shelf } from './shelf-library.js';
import { withoutBold } from './shown.js';

const LONG = 60_000;
const BAKERY = 'The bakery\n\nThe bakery of Odland sells saffron buns on Fridays.\n';

// One bot for all of these, in order, restarted once; its second server is limited to one collection.
describe('what looks after the articles', { timeout: 120_000 }, () => {
  let discord: StandIn;
  let shelf: Shelf;
  let bot: BotProcess;

  const start = async (uploads?: 'on') => {
    bot = new BotProcess(shelf.root, {
      ARTICLES_DIR: shelf.articles,
      EMBEDDINGS_DIR: path.join(shelf.root, 'embeddings'),
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ADMIN_ROLE_IDS: discord.world.adminRole.id,
      ...(uploads && { ARTICLE_UPLOADS: uploads }),
    });
    await bot.logged('commands');
  };
  const lounge = () => ({ id: discord.world.lounge.id });
  const manager = () => discord.world.manager;
  const answerTo = async (question: string, place: Parameters<StandIn['slash']>[3] = 'server') =>
    withoutBold(await discord.slash('ask', { question }, discord.world.asker, place).reply(/###/));
  const idOf = ({ message }: Exchange, label: string) =>
    String([...walk(message?.components ?? [])].find((each) => each.label === label)?.custom_id);
  /** Somebody presses a button of their own making. */
  const forge = (customId: string, person: Person, channelId = discord.world.general.id): Exchange => {
    const button = { type: ComponentType.Button, id: 2, style: ButtonStyle.Danger, label: 'x', custom_id: customId };
    const row = { type: ComponentType.ActionRow, id: 1, components: [button] };
    const message = { ...discord.say('.', channelId), author: discord.world.bot, components: [row] } as APIMessage;
    return discord.press(message, customId, person);
  };

  beforeAll(async () => {
    [discord, shelf] = await Promise.all([StandIn.start(), createShelf()]);
    const state = openState(shelf.data, {});
    state.settings.change(discord.world.elsewhere.id, { collections: ['news'] });
    state.settings.change(discord.world.guildId, { channelCollections: { [discord.world.backRoom.id]: ['town', ''] } });
    state.close();
    await start();
  });

  afterEach(() => {
    expect(discord.rest.violations.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    expect(await bot.stop()).toBe(0);
    await discord.close();
    await shelf.remove();
  });

  it('takes no articles where the bot is in several servers, unless whoever runs it has said so', async () => {
    const file = { filename: 'bakery.txt', content: BAKERY };
    expect(await discord.slash('articles add', { file }, manager()).reply()).toMatch(/ARTICLE\\?_UPLOADS=on/);
    await forge('articles:remove:x', manager()).followUp(/UPLOADS/);
    expect(await bot.stop()).toBe(0);
    await start('on');
  });

  it('reports a run to each by the names that they may see, and whole in a file', async () => {
    const { neighbour } = discord.world;
    const own = discord.slash('reindex', {}, manager());
    await own.reply(/Reindexing/);
    const other = discord.slash('reindex', {}, neighbour, lounge());
    expect(await other.reply(/already/)).toContain('Reindexing');
    expect(await own.reply(/Reindexed/, LONG)).toMatch(/\*\*Added:\*\* 16\n[\s\S]*… and 8 more/);
    const [file] = own.message?.attachments ?? [];
    expect(file?.filename).toBe('index-report.txt');
    const listed = await (await fetch(String(file?.url))).text();
    expect(listed).toContain('Added: 16\n');
    expect(listed).toContain('Wages of the lighthouse keepers');
    const limited = await other.reply(/Reindexed/, LONG);
    expect(limited).toMatch(/\*\*Added:\*\* 2\n- The harbour of Odland\n- The mill at Tarn\n/);
    expect(limited).toContain('and 14 in collections that are not shown here');
    expect(other.message?.attachments).toEqual([]);
  });

  it('keeps a limited server to its collection, whatever is asked, typed or pressed', async () => {
    const { asker } = discord.world;
    const limited = lounge();
    expect(await answerTo('What is a lighthouse keeper paid?')).toContain('nine hundred crowns');
    expect(await answerTo('What is a lighthouse keeper paid?', limited)).not.toContain('crowns');
    const filtered = discord.slash('ask', { question: 'from:"Keepers Gazette" What is paid?' }, asker, limited);
    const refusal = await filtered.reply(/No article is from/);
    expect(refusal).toContain('Coast and Sea, Valley Post');
    expect(refusal.split('There are')[1]).not.toContain('Keepers');
    const list = await discord.slash('sources list', {}, asker, limited).reply(/###/);
    expect(list).toMatch(/### 2 articles[\s\S]*harbour[\s\S]*mill/);
    expect(list).not.toContain('Wages');
    expect(await discord.type('sources show', 'article', 'wages', asker, limited).chosen()).toEqual([]);
    const typed = discord.slash('sources show', { article: 'staff/wages.md' }, asker, limited);
    expect(await typed.reply()).toMatch(/No article is called/);
    // A list from elsewhere, filtered by what is not to be seen here.
    const old = forge('sources:list:0:t:wages', asker, limited.id);
    expect(await old.reply(/No article matches/)).not.toContain('Gazette');
    expect(await discord.slash('sources show', { article: 'staff/wages.md' }, asker).reply()).toContain('Wages');
  });

  it('keeps a limited channel to its collections', async () => {
    const room = { id: discord.world.backRoom.id };
    const listed = discord.slash('sources list', { sort: 'publisher' }, manager(), room);
    expect(await listed.reply(/###/)).toMatch(/### 13 articles/);
    const asked = discord.slash(
      'ask',
      { question: 'What is a lighthouse keeper paid?', private: true },
      manager(),
      room,
    );
    expect(withoutBold(await asked.reply(/###/))).not.toContain('crowns');
    expect(await discord.type('sources show', 'article', 'mill', manager(), room).chosen()).toEqual([]);
  });

  it('lists sources by filter and order, shows one from the list, and says how often it was quoted here', async () => {
    const memory = new Database(path.join(shelf.data, 'verbatim.db'));
    memory
      .prepare('INSERT OR REPLACE INTO quoted VALUES (?, ?, 4, ?)')
      .run('news/mill.md', discord.world.guildId, Date.UTC(2024, 0, 1));
    memory.close();
    const newest = discord.slash('sources list', { sort: 'newest' });
    expect(await newest.reply(/###/)).toMatch(
      /16 articles · page 1 of 2\n1\. Wages[^\n]*\n2\. The mill[^\n]*\n3\. The harb/,
    );
    const quoted = discord.choose(newest, 'Sort by', 'Most quoted here');
    expect(await quoted.reply(/\n1\. The mill/)).toContain('page 1 of 2');
    const filtered = discord.slash('sources list', { filter: 'shop 1' });
    expect(await filtered.reply(/###/)).toMatch(/### 3 articles · with “shop 1”\n1\. Shop 10/);
    const shown = discord.choose(quoted, 'Show an article', 'The mill at Tarn');
    const card = await shown.reply(/grinds/);
    expect(card).toMatch(/Valley Post · 2 May 2024 · 1 passage · language English · collection news · news\/mill\.md/);
    expect(card).toMatch(/Quoted 4 times in this server, last <t:1704067200:R>/);
    const back = discord.press(shown, 'Back to the list');
    expect(await back.reply(/page 1/)).toContain('1. The mill');
    const next = discord.press(back, 'Next');
    expect(await next.reply(/page 2 of 2/)).toContain('11. ');
    expect(await discord.press(next, 'Previous').reply(/page 1 of 2/)).toContain('1. The mill');
  });

  it('cancels a run, also one that another administrator began, and goes on answering as before', async () => {
    const { librarian, asker } = discord.world;
    const run = discord.slash('reindex', { mode: 'everything' }, manager());
    await run.reply(/Reindexing/);
    const joined = discord.slash('reindex', {}, librarian);
    await joined.reply(/already/);
    const forged = forge(idOf(run, 'Cancel'), asker);
    await forged.followUp(/Manage Server/);
    expect(run.text).toContain('Reindexing');
    const pressed = discord.press(joined, 'Cancel', librarian);
    expect(await run.reply(/Cancelled/, LONG)).toContain('goes on serving');
    await joined.reply(/Cancelled/);
    await pressed.acknowledged();
    expect(await answerTo('How many berths has the harbour of Odland?')).toContain('eleven berths');
  });

  it('goes back to the index before, asks first, and can be undone; a late or forged press changes nothing', async () => {
    await shelf.write('news/harbour.md', 'The harbour of Odland\n\nThe harbour of Odland has ninety berths.\n');
    const run = discord.slash('reindex', {}, manager());
    expect(await run.reply(/Reindexed/, LONG)).toMatch(/\*\*Changed:\*\* 1\n- The harbour of Odland/);
    const back = idOf(run, 'Roll back');
    expect(await forge(back, discord.world.asker).reply()).toMatch(/Manage Server/);
    const asked = discord.press(run, 'Roll back');
    expect(await asked.reply(/Go back to the index of <t:\d+:f> \(16 articles\)/)).toContain('left alone');
    const yes = idOf(asked, 'Go back');
    expect(await discord.press(asked, 'Leave it').reply(/Nothing was changed/)).toBeTruthy();
    await forge(yes, discord.world.asker).followUp(/Manage Server/);
    expect(await answerTo('How many berths has the harbour of Odland?')).toContain('ninety berths');
    discord.refuse({ method: 'PATCH', path: /@original$/, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    const again = discord.press(run, 'Roll back');
    await again.reply(/Go back/);
    const rolled = discord.press(again, 'Go back');
    expect(await rolled.reply(/Rolled back/, LONG)).toMatch(
      /files of the articles were not touched[\s\S]*\*\*Changed:\*\* 1/,
    );
    expect(await answerTo('How many berths has the harbour of Odland?')).toContain('eleven berths');
    await forge(yes, manager()).followUp(/meanwhile, so nothing was changed/);
    const undo = discord.press(rolled, 'Undo the roll-back');
    await undo.reply(/Go back/);
    await discord.press(undo, 'Go back').reply(/Rolled back/, LONG);
    expect(await answerTo('How many berths has the harbour of Odland?')).toContain('ninety berths');
  });

  it('says that there is nothing to cancel or go back to where there isn’t', async () => {
    expect(await forge('reindex:cancel:nothing', manager()).reply(/ended already/)).toBeTruthy();
    expect(await forge('reindex:back:../..:x', manager()).reply(/meanwhile/)).toBeTruthy();
    await forge('reindex:yes::', manager()).followUp(/meanwhile/);
  });

  it('adds an article from an attachment, checked first, and answers from it', async () => {
    const file = { filename: '../../The bakery.TXT', content: BAKERY };
    const added = discord.slash('articles add', { file, collection: 'town' }, manager());
    expect(await added.reply(/Reindexed/, LONG)).toMatch(/“town\/The bakery\.txt” was added\\?: 1 article/);
    expect(added.isEphemeral).toBe(true);
    expect(await answerTo('When does the bakery of Odland sell saffron buns?')).toContain('on Fridays');
    expect(idOf(added, 'Take out')).toMatch(/^articles:remove:/);
    const twice = discord.slash('articles add', { file, collection: 'town' }, manager());
    expect(await twice.reply(/already/)).toContain('replace');
    const changed = { ...file, content: BAKERY.replace('Fridays', 'Mondays') };
    const replaced = discord.slash('articles add', { file: changed, collection: 'town', replace: true }, manager());
    expect(await replaced.reply(/Reindexed/, LONG)).toContain('is kept');
    expect(await answerTo('When does the bakery of Odland sell saffron buns?')).toContain('on Mondays');
    const restored = discord.press(replaced, 'Put back');
    expect(await restored.reply(/was put back[\s\S]*Changed/, LONG)).toContain('The bakery');
    expect(await readFile(path.join(shelf.articles, 'town/The bakery.txt'), 'utf8')).toBe(BAKERY);
  });

  it('takes in nothing that is broken, too large, of another kind, or from where it may not reach', async () => {
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
    expect(await add({ ...file('a.txt'), collection: '../outside' })).toMatch(/can’t be a collection/);
    for (const link of [
      `${discord.apiUrl}/x.txt`,
      'http://localhost/x.txt',
      'http://169.254.169.254/',
      'http://[::1]/a.md',
    ]) {
      expect(await add({ link })).toMatch(/only the public web/);
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

  it('lets a limited server add to its own collection alone, and remove from no other', async () => {
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
    await question.reply(/Take “Wages/);
    await forge(idOf(question, 'Take out'), neighbour, lounge().id).followUp(/not there/);
    expect(await readdir(path.join(shelf.articles, 'staff'))).toEqual(['wages.md']);
  });

  it('removes only when confirmed, also after a restart, in German, and puts back', async () => {
    const german = manager();
    german.locale = 'de';
    const kept = discord.slash('articles remove', { article: 'staff/wages.md' }, german);
    await kept.reply(/Wages of the lighthouse keepers“ herausnehmen/);
    expect(await discord.press(kept, 'So lassen').reply(/nichts geändert/)).toBeTruthy();
    const asked = discord.slash('articles remove', { article: 'shop-3' }, german);
    expect(await asked.reply(/Shop 03/)).toContain('mit 11 weiteren Artikeln in town/shops.jsonl');
    const [forged, removeId] = [forge(idOf(asked, 'Herausnehmen'), discord.world.asker), idOf(asked, 'Herausnehmen')];
    await forged.followUp(/Manage Server/);
    expect(await bot.stop()).toBe(0);
    await start('on');
    const removed = discord.press(asked, 'Herausnehmen');
    expect(await removed.reply(/Neu eingelesen/, LONG)).toMatch(
      /„town\/shops\.jsonl“ wurde herausgenommen[\s\S]*Entfernt:\*\* 12/,
    );
    await forge(removeId, manager()).followUp(/nicht mehr da/);
    expect(await discord.slash('sources list', { filter: 'shop' }, german).reply()).toContain('Kein Artikel passt');
    const back = discord.press(removed, 'Zurücklegen');
    expect(await back.reply(/zurückgelegt[\s\S]*Neu:\*\* 12/, LONG)).toBeTruthy();
    expect((await readdir(path.join(shelf.articles, 'town'))).sort()).toEqual(['The bakery.txt', 'shops.jsonl']);
    german.locale = 'en-US';
  });

  it('writes down what administrators did, and nothing that they only tried', () => {
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

  it('reports what can’t be read by name and reason, but no name from where one may not look', async () => {
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
    expect(told).toContain('already that of another article');
    expect(told).not.toMatch(/keepers|zeta|staff/);
  });

  it('tells a channel no name when neither the reply nor a direct message can be written', async () => {
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
});
