import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { textOf } from '../../tools/discord-stand-in/client/exchange.js';
import { bot, discord, library, start } from './scenes/unanswered.js';

/** The check-up, with the bot that the tests before have left; those after have another. */
export function checksUp(): void {
  it('names a channel that it can’t write in, with how to allow it', async () => {
    const { manager, news, forum, bot: self } = discord.world;
    discord.permit(news, ['SendMessages'], false);
    discord.permit(forum, ['ViewChannel'], false);
    const checked = discord.slash('doctor', {}, manager);
    const text = await checked.reply(/Check-up/, 30_000);
    expect(checked.isEphemeral).toBe(true);
    expect(text).toContain(`⚠️ <#${news.id}> lacks: **Send Messages**`);
    expect(text).toContain(`Channel settings of <#${news.id}>, Permissions, <@${self.id}>: allow **Send Messages**.`);
    expect(text).toContain(`➖ <#${forum.id}> not visible to the bot`);
    expect(text).toMatch(/Broken: 0 · warnings: 3/);
    expect(text).toContain('⚠️ Not read: staff/broken.jsonl');
    expect(text).toMatch(/⚠️ staff\/away\S*links: 1 address could not be fetched, .*rota/);
    expect(text).not.toContain('key=secret');
    expect(text).toMatch(/✅ Embedding model .* all files match their checksums/);
    expect(text).toMatch(/✅ Index: 4 articles, \d+ passages, built <t:\d+:R>/);
    expect(text).toMatch(/≤ +\d+ ms/);
    // Nothing of the machine it runs on, nor of the token.
    expect(text).not.toContain(library.root);
    expect(text).not.toContain(discord.token);
    discord.permit(news, ['SendMessages'], true);
    discord.permit(forum, ['ViewChannel'], true);
    const again = await discord.press(checked, 'Check again').reply(/warnings: 2/, 30_000);
    expect(again).not.toContain(`⚠️ <#${news.id}>`);
    expect(again).toContain(`✅ <#${news.id}>`);
  });

  it('names no file of a collection that a server may not see, and speaks the administrator’s language', async () => {
    const { neighbour, lounge } = discord.world;
    neighbour.locale = 'ko';
    const text = await discord.slash('doctor', {}, neighbour, lounge).reply(/진단/, 30_000);
    expect(text).toContain('문제가 없습니다.');
    expect(text).not.toMatch(/staff|rota|broken|away/);
    neighbour.locale = 'en-US';
  });

  it('shows errors with their reference', async () => {
    const { manager } = discord.world;
    const from = bot.log.length;
    discord.refuse({ method: 'PATCH', path: /@original$/, status: 400, times: 1 });
    await discord.slash('privacy').reply(/reference/);
    const { reference } = await bot.logged('failed', from);
    const text = await discord.slash('doctor', {}, manager).reply(/Recent errors/, 30_000);
    expect(text).toMatch(new RegExp(`HTTP 400 · reference ${reference}`));
  });

  it('says what is wrong with the index', async () => {
    await writeFile(
      path.join(library.articles, 'bakery.txt'),
      'The bakery\n\nThe bakery sells rye bread on Fridays.\n',
    );
    const text = await discord.slash('doctor', {}, discord.world.manager).reply(/1 new/, 30_000);
    expect(text).toMatch(/changed since they were indexed: 1 new, 0 changed, 0 removed\.\n-# → Run \/reindex/);
  });

  it('shows further pages, and checks again if they are no longer stored', async () => {
    const { manager, server } = discord.world;
    for (let number = 0; number < 60; number++) discord.permit(server.text(`room-${number}`), ['SendMessages'], false);
    const checked = discord.slash('doctor', {}, manager);
    expect(await checked.reply(/page 1 of \d/, 30_000)).toContain('⚠️');
    const second = discord.press(checked, 'Next');
    await second.reply(/page 2 of/);
    expect(await bot.stop()).toBe(0);
    await start();
    expect(textOf(second.message as NonNullable<typeof second.message>)).toMatch(/page 2/);
    await discord.press(second, 'Previous').reply(/page 1 of|Check-up/, 30_000);
  });
}
