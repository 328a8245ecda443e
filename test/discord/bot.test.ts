import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GatewayIntentBits, InteractionResponseType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/discord/commands/index.js';
import { survivesConnection } from './bot-connection.js';
import { DIRECTORY, LONG_ID } from './library.js';
import { bot, discord, library, QUESTION, read, withEmptyIndex } from './scenes/bot.js';
import { withoutBold } from './shown.js';

describe('the bot, from an empty index on', { timeout: 90_000 }, () => {
  withEmptyIndex();

  it('asks for no intent but those it needs', () => {
    const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
    expect(discord.gateway.intents).toBe(Guilds | GuildMessages | DirectMessages | MessageContent);
  });

  it('registers its commands, each saying where it may be used', () => {
    const commands = discord.commands.commands;
    expect(commands.map(({ name }) => name)).toEqual(COMMANDS.map(({ definition }) => definition.name));
    expect(commands.every(({ contexts, integration_types }) => contexts?.length && integration_types?.length)).toBe(
      true,
    );
    // Roles may reindex as well, so the command is hidden from nobody.
    expect(commands.find(({ name }) => name === 'reindex')?.default_member_permissions).toBeNull();
  });

  it('says what to run while there is no index', async () => {
    expect(await discord.slash('ask', { question: QUESTION }).reply()).toMatch(/index/);
    expect(await discord.slash('sources list').reply()).toMatch(/No articles/);
  });

  it('reindexes for nobody else', async () => {
    const refused = discord.slash('reindex');
    expect(await refused.reply()).toMatch(/Manage Server/);
    expect(refused.isEphemeral).toBe(true);
    const inDirectMessage = discord.slash('reindex', {}, discord.world.manager, 'dm');
    expect(await inDirectMessage.reply()).toMatch(/Manage Server/);
  });

  it('reindexes for people with Manage Server, showing progress', async () => {
    const run = discord.slash('reindex', {}, discord.world.manager);
    expect(await run.reply()).toMatch(/Reindexing/);
    const report = await run.reply(/Reindexed/, 60_000);
    expect(report).toMatch(/4 articles/);
    expect(report).toContain('**Added:** 4');
    expect(run.isEphemeral).toBe(true);
  });

  it('answers /ask with a quote and its source', async () => {
    const asked = discord.slash('ask', { question: QUESTION });
    const { type, afterMs } = await asked.acknowledged();
    expect(type).toBe(InteractionResponseType.DeferredChannelMessageWithSource);
    expect(afterMs).toBeLessThan(3_000);
    const answer = await asked.reply(/###/);
    expect(answer).toContain(`**${QUESTION}**`);
    expect(withoutBold(answer)).toContain(
      '> According to the regional administration, 35,000 square kilometres of farmland were de',
    );
    expect(answer).toMatch(/-# \\\[1\\\] Clearing the fields of Kursk · The Valley Post · 5 Dec 2024 · ¶ \d/);
    expect(asked.isEphemeral).toBe(false);
  });

  it('answers privately when asked to', async () => {
    const asked = discord.slash('ask', { question: QUESTION, private: true });
    await asked.reply(/###/);
    expect(asked.isEphemeral).toBe(true);
  });

  it('answers in a direct message, by command and by word', async () => {
    const { asker } = discord.world;
    expect(await discord.slash('ask', { question: QUESTION }, asker, 'dm').reply(/###/)).toContain('35,000');
    expect(read(await discord.answerTo(discord.say(QUESTION, asker.dm.id)))).toContain('35,000');
  });

  it('shows an article’s markdown, links and mentions literally', async () => {
    const answer = await discord
      .slash('ask', { question: 'What does the old lighthouse of Odland cost?' })
      .reply(/###/);
    expect(withoutBold(answer)).toContain(
      '\\@\u200Beveryone and \\<\\@1234567890\\> that the \\|\\|old\\|\\| lighthouse costs \\*\\*900\\*\\*',
    );
    expect(answer).toContain('see https\\://example.com/a\\_b\\_c');
    expect(answer).toContain('([link](https://example.com/harbour_%28north%29#:~:text=');
  });

  it('says when the articles hold nothing', async () => {
    const asked = discord.slash('ask', { question: 'Which quantum chromodynamics textbook is cheapest?' });
    expect(await asked.reply(/###/)).toMatch(/Found nothing close|Not sure this answers/);
  });

  it('says what is wrong with a question', async () => {
    expect(await discord.slash('ask', { question: '?!' }).reply()).not.toMatch(/reference/);
    expect(await discord.slash('ask', { question: 'why '.repeat(1_000) }).reply()).toMatch(/characters/);
  });

  it('answers a mention, replying without a ping', async () => {
    const asked = discord.say(`<@${discord.world.bot.id}> ${QUESTION}`);
    const answer = await discord.answerTo(asked);
    expect(read(answer)).toContain(`**${QUESTION}**`);
    expect(read(answer)).toContain('35,000');
    expect(discord.channels.typing).toContain(asked.channel_id);
  });

  it('explains itself to a mention without words', async () => {
    expect(read(await discord.answerTo(discord.say(`<@${discord.world.bot.id}>`)))).toMatch(/\/ask/);
  });

  it('answers what people ask in an ask channel, and nothing that bots say or that is said elsewhere', async () => {
    const { askHere, general, otherBot } = discord.world;
    const elsewhere = discord.say(QUESTION, general.id);
    const byBot = discord.say(QUESTION, askHere.id, otherBot);
    const here = discord.say(QUESTION, askHere.id);
    expect(read(await discord.answerTo(here))).toContain('35,000');
    // Events arrive in order: what was to be answered before has been.
    const last = discord.say(`<@${discord.world.bot.id}>`);
    await discord.answerTo(last);
    expect([...discord.answersTo(elsewhere), ...discord.answersTo(byBot)]).toEqual([]);
  });

  it('lists the sources', async () => {
    const listed = discord.slash('sources list');
    const text = await listed.reply();
    expect(text).toContain('### 4 articles');
    expect(text).toContain('Clearing the fields of Kursk · The Valley Post · 5 Dec 2024');
    expect(text).toContain('The \\*harbour\\* of \\[Odland\\] · Coast & Sea · 1 Mar 2023');
    expect(listed.isEphemeral).toBe(true);
  });

  it('offers sources while one types, and shows the one chosen', async () => {
    const [choice] = await discord.type('sources show', 'article', 'harb').chosen();
    expect(choice).toEqual({ name: 'The *harbour* of [Odland] · Coast & Sea', value: 'harbour.md' });
    const shown = await discord.slash('sources show', { article: 'harbour.md' }).reply();
    expect(shown).toContain('Coast & Sea · 1 Mar 2023 · 1 passage');
    expect(shown).toContain('> The harbour master of Odland told');
    expect(await discord.slash('sources show', { article: 'no such thing at all' }).reply()).toMatch(/No article/);
  });

  it('offers an article whose id is too long for a choice', async () => {
    const [choice] = await discord.type('sources show', 'article', 'museum of clocks').chosen();
    expect(choice?.name.length).toBeLessThanOrEqual(100);
    expect(choice?.value).not.toBe(LONG_ID);
    const shown = await discord.slash('sources show', { article: String(choice?.value) }).reply();
    expect(shown).toContain('archive/very');
  });

  it('keeps answering while it reindexes, and reports that a run is in progress', async () => {
    await writeFile(
      path.join(library.articles, 'bakery.txt'),
      'The bakery\n\nThe bakery sells rye bread on Fridays.\n',
    );
    await writeFile(path.join(library.articles, 'shops.jsonl'), DIRECTORY);
    await rm(path.join(library.articles, 'museum.jsonl'));
    const { librarian, manager } = discord.world;
    const run = discord.slash('reindex', { mode: 'everything' }, librarian);
    const second = discord.slash('reindex', {}, manager);
    expect(await second.reply(/already|under way|running/)).not.toMatch(/reference/);
    expect(await discord.slash('ask', { question: QUESTION }).reply(/###/)).toContain('35,000');
    expect(run.text).toMatch(/Reindexing/);
    const report = await run.reply(/Reindexed/, 60_000);
    expect(report).toContain('**Added:** 13\n- The bakery\n- Shop 01');
    expect(report).toContain('- … and 5 more');
    expect(report).toMatch(/\*\*Could not be read:\*\* 1\n- shops\.jsonl/);
    expect(report).toMatch(/\*\*Removed:\*\* 1\n- The museum of clocks/);
    const fresh = await discord.slash('ask', { question: 'When does the bakery sell rye bread?' }).reply(/###/);
    expect(withoutBold(fresh)).toContain('on Fridays');
  });

  it('turns the pages of the list', async () => {
    const listed = discord.slash('sources list');
    expect(await listed.reply()).toContain('16 articles · page 1 of 2');
    expect(() => discord.press(listed, 'Previous')).toThrow(/no button/);
    const next = discord.press(listed, 'Next');
    expect(await next.reply(/page 2 of 2/)).toContain('11. ');
    expect((await next.acknowledged()).type).toBe(InteractionResponseType.UpdateMessage);
    expect(await discord.press(next, 'Previous').reply(/page 1 of 2/)).toContain('10. ');
  });

  it('writes the result to who asked for it when the reply can no longer be edited, and nothing to the channel', async () => {
    await rm(path.join(library.articles, 'shops.jsonl'));
    const before = discord.channels.messages.length;
    const { manager } = discord.world;
    const run = discord.slash('reindex', {}, manager);
    await run.reply(/Reindexing/);
    run.expire();
    const posted = await discord.changes.until(
      'the report in a direct message',
      () => discord.channels.messages.slice(before).find(({ author }) => author.id === discord.world.bot.id),
      60_000,
    );
    expect(read(posted)).toContain('Reindexed');
    expect(posted.channel_id).toBe(manager.dm.id);
  });

  it('shows a reference for an error, which the log contains too', async () => {
    const from = bot.log.length;
    discord.refuse({ method: 'PATCH', path: /@original$/, status: 400, times: 1 });
    const told = await discord.slash('ask', { question: QUESTION }).reply(/reference/);
    const { reference } = await bot.logged('failed', from);
    expect(told).toContain(String(reference));
    const later = bot.log.length;
    discord.refuse({ method: 'POST', path: /messages$/, status: 400, times: 1 });
    const reply = read(await discord.answerTo(discord.say(`<@${discord.world.bot.id}> ${QUESTION}`)));
    expect(reply).toContain(String((await bot.logged('failed', later)).reference));
  });

  survivesConnection();
});
