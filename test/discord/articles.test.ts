import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { takesArticles } from './articles-added.js';
import { answerTo, discord, forge, idOf, LONG, lounge, manager, shelf, withShelf } from './scenes/articles.js';
import { withoutBold } from './shown.js';

describe('managing the articles', { timeout: 120_000 }, () => {
  withShelf();

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
    expect(limited).toContain('and 14 in collections not shown here');
    expect(other.message?.attachments).toEqual([]);
  });

  it('shows a limited server only its collection, whatever is asked, typed or pressed', async () => {
    const { asker } = discord.world;
    const limited = lounge();
    expect(await answerTo('What is a lighthouse keeper paid?')).toContain('nine hundred crowns');
    expect(await answerTo('What is a lighthouse keeper paid?', limited)).not.toContain('crowns');
    const filtered = discord.slash('ask', { question: 'from:"Keepers Gazette" What is paid?' }, asker, limited);
    const refusal = await filtered.reply(/There are no articles from/);
    expect(refusal).toContain('Coast and Sea, Valley Post');
    expect(refusal.split('There are')[2]).not.toContain('Keepers');
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

  it('shows a limited channel only its collections', async () => {
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

  it('cancels a run, even one that another administrator started, and keeps answering as before', async () => {
    const { librarian, asker } = discord.world;
    const run = discord.slash('reindex', { mode: 'everything' }, manager());
    await run.reply(/Reindexing/);
    const joined = discord.slash('reindex', {}, librarian);
    await joined.reply(/already/);
    const forged = forge(idOf(run, 'Cancel'), asker);
    await forged.followUp(/Manage Server/);
    expect(run.text).toContain('Reindexing');
    const pressed = discord.press(joined, 'Cancel', librarian);
    expect(await run.reply(/Cancelled/, LONG)).toContain('stays in use');
    await joined.reply(/Cancelled/);
    await pressed.acknowledged();
    expect(await answerTo('How many berths has the harbour of Odland?')).toContain('eleven berths');
  });

  it('rolls back after a confirmation, can be undone, and ignores late or forged presses', async () => {
    await shelf.write('news/harbour.md', 'The harbour of Odland\n\nThe harbour of Odland has ninety berths.\n');
    const run = discord.slash('reindex', {}, manager());
    expect(await run.reply(/Reindexed/, LONG)).toMatch(/\*\*Changed:\*\* 1\n- The harbour of Odland/);
    const back = idOf(run, 'Roll back');
    expect(await forge(back, discord.world.asker).reply()).toMatch(/Manage Server/);
    const asked = discord.press(run, 'Roll back');
    expect(await asked.reply(/Roll back to the index of <t:\d+:f> \(16 articles\)/)).toContain('are not changed');
    const yes = idOf(asked, 'Yes, roll back');
    expect(await discord.press(asked, 'Keep the current index').reply(/Nothing was changed/)).toBeTruthy();
    await forge(yes, discord.world.asker).followUp(/Manage Server/);
    expect(await answerTo('How many berths has the harbour of Odland?')).toContain('ninety berths');
    discord.refuse({ method: 'PATCH', path: /@original$/, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    const again = discord.press(run, 'Roll back');
    await again.reply(/Roll back/);
    const rolled = discord.press(again, 'Yes, roll back');
    expect(await rolled.reply(/Rolled back/, LONG)).toMatch(/article files were not changed[\s\S]*\*\*Changed:\*\* 1/);
    expect(await answerTo('How many berths has the harbour of Odland?')).toContain('eleven berths');
    await forge(yes, manager()).followUp(/in the meantime, so nothing was changed/);
    const undo = discord.press(rolled, 'Undo roll-back');
    await undo.reply(/Roll back/);
    await discord.press(undo, 'Yes, roll back').reply(/Rolled back/, LONG);
    expect(await answerTo('How many berths has the harbour of Odland?')).toContain('ninety berths');
  });

  it('says if there is nothing to cancel or to roll back to', async () => {
    expect(await forge('reindex:cancel:nothing', manager()).reply(/already ended/)).toBeTruthy();
    expect(await forge('reindex:back:../..:x', manager()).reply(/meantime/)).toBeTruthy();
    await forge('reindex:yes::', manager()).followUp(/meantime/);
  });

  takesArticles();
});
