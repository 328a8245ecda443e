import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import type { Exchange } from '../../tools/discord-stand-in/client/exchange.js';
import {
  bot,
  change,
  discord,
  library,
  options,
  QUESTION,
  read,
  STAFF_QUESTION,
  settings,
  start,
} from './scenes/settings.js';

/** What holds from the restart on, on the memory that the tests before have left. */
export function outlivesRestart(): void {
  it('outlive a restart, after which messages are read', async () => {
    expect(await bot.stop()).toBe(0);
    // The stand-in's manager speaks German, as far as commands go.
    await start({ RATE_LIMIT_PERSON: '2/3s' });
    expect(discord.gateway.intents & GatewayIntentBits.MessageContent).not.toBe(0);
    const { manager, askHere } = discord.world;
    manager.locale = 'de';
    const panel = await settings(manager, /Einstellungen dieses Servers/);
    expect(panel.text).toContain(`Antwortet ohne Erwähnung in: <#${askHere.id}>`);
    expect(panel.text).toContain('Dafür muss er sein: sehr sicher');
    expect(panel.text).toContain('Erwähnungen werden beantwortet: in einem Thread');
    expect(panel.text).not.toContain('Message Content Intent');
    const kept = discord.press(panel, 'settings:go:questions');
    // Discord asks to wait a moment: nothing is lost, and nothing done twice.
    discord.refuse({ method: 'POST', path: /callback$/, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    await kept.reply(/nicht gespeichert/);
    await discord.choose(kept, 'Unbeantwortete Fragen', '30').reply(/30 Tage ohne Namen gespeichert/);
    manager.locale = 'en-US';
  });

  it('take effect immediately: watched channels', async () => {
    const { askHere, general } = discord.world;
    const page = await change('answering');
    await discord.choose(page, 'How sure it must be', 'open').reply(/fairly sure/);
    await discord.choose(page, 'Reply or thread', 'reply').reply(/with a reply/);
    const asked = discord.say(QUESTION, askHere.id);
    expect(read(await discord.answerTo(asked))).toContain('35,000');
    await discord.choose(page, 'Channels to answer in without a mention', []).reply(/in: no channel/);
    const unasked = discord.say(QUESTION, askHere.id);
    // Events arrive in order: what was to be answered before has been.
    await discord.answerTo(
      discord.say(`<@${discord.world.bot.id}> ${QUESTION}`, general.id, discord.world.manager.user),
    );
    expect(discord.answersTo(unasked)).toEqual([]);
  });

  it('are changed once, though the connection breaks just then and Discord repeats itself', async () => {
    const people = await change('people');
    const log = () => [...bot.log].filter(({ msg }) => msg === 'resumed').length;
    discord.gateway.replaysEverything = true;
    discord.gateway.disconnect();
    const chosen = discord.choose(people, 'settings:set:cooldown:0:0', '10');
    expect(await chosen.reply(/same person: 10 seconds/)).toBeDefined();
    await bot.logged('resumed');
    expect(log()).toBe(1);
    discord.gateway.replaysEverything = false;
    await discord.choose(people, 'settings:set:cooldown:0:0', '0').reply(/same person: none/);
    const entries = await discord.slash('audit', {}, discord.world.manager).reply(/Audit log/);
    expect(entries.match(/same person: 10 seconds/g)).toHaveLength(1);
  });

  it('a question over the limit gets a friendly reply in the user’s language', async () => {
    const { scholar, bot: self } = discord.world;
    scholar.locale = 'de';
    const over = sleep(3_100);
    const asked = [1, 2, 3].map(() => discord.slash('ask', { question: QUESTION }, scholar));
    const replies = await Promise.all(asked.map((each) => each.reply(/###|viele/)));
    expect(replies.filter((reply) => reply.includes('35,000'))).toHaveLength(2);
    expect(replies.find((reply) => reply.startsWith('Du hast in kurzer Zeit viele Fragen'))).toMatch(
      /^Du hast in kurzer Zeit viele Fragen gestellt\. Du kannst <t:\d+:R> wieder fragen\.$/,
    );
    // A follow-up is refused before its form is filled in; what asks nothing goes on.
    const answered = asked.find(({ text }) => text.includes('35,000'));
    if (!answered?.message) throw new Error('no answer');
    const follow = discord.press(answered.message, 'Nachfragen', scholar);
    await discord.changes.until('a refusal', () => /viele Fragen/.test(follow.text) || undefined);
    expect(follow.modal).toBeUndefined();
    const found = discord.onMessage('Find in articles', discord.say('Eleven pear trees.'), scholar);
    expect(await found.reply()).toMatch(/viele Fragen/);
    await discord.press(answered.message, 'Zusammenhang', scholar).reply(/Das Zitat im Zusammenhang/);
    const mention = `<@${self.id}> ${QUESTION}`;
    const first = discord.say(mention, undefined, scholar.user);
    expect(read(await discord.answerTo(first))).toMatch(/many questions.*<t:\d+:R>/);
    const second = discord.say(mention, undefined, scholar.user);
    // Others are answered all the while, and typing is not a question.
    expect(await discord.slash('ask', { question: QUESTION }).reply(/###/)).toContain('35,000');
    expect(await discord.type('sources show', 'article', 'har', scholar).chosen()).toHaveLength(1);
    expect(discord.answersTo(second)).toEqual([]);
    await over;
    expect(await discord.slash('ask', { question: QUESTION }, scholar).reply(/###/)).toContain('35,000');
    scholar.locale = 'en-US';
  });

  it('show deleted entries and remove them', async () => {
    const { server, news, scholarRole } = discord.world;
    discord.gateway.dispatch(GatewayDispatchEvents.ChannelDelete, () => news);
    discord.gateway.dispatch(GatewayDispatchEvents.GuildRoleDelete, () => ({
      guild_id: server.id,
      role_id: scholarRole.id,
    }));
    const panel = await settings();
    expect(panel.text).toMatch(/channels, roles or collections in the settings no longer exist/);
    const page = discord.press(panel, 'settings:go:collections');
    await page.reply(/top-level folder/);
    const gone = options(page, 'Remove what no longer exists…');
    // The collection's last role is not among them: without it, everybody would see the collection.
    expect(gone.map(({ label }) => label)).toEqual([`deleted (${news.id})`]);
    const taken = discord.choose(
      page,
      'Remove what no longer exists…',
      gone.map(({ value }) => value),
    );
    await discord.changes.until('the change', () => !taken.text.includes(news.id) || undefined);
    const kept = discord.choose(taken, 'Limit a collection to roles…', 'staff');
    await kept.reply(/nobody can see it now/);
    const question = { question: STAFF_QUESTION, private: true };
    expect(await discord.slash('ask', question, discord.world.neighbour).reply(/###/)).not.toContain('4711');
    await discord.press(kept, 'Open to everyone').reply(/staff: for everyone/);
    expect(await discord.slash('ask', question, discord.world.neighbour).reply(/###/)).toContain('4711');
  });

  it('are recorded: who changed what', async () => {
    const { manager, librarian } = discord.world;
    const log = discord.slash('audit', {}, manager);
    expect(await log.reply(/Audit log/)).toContain('staff: for everyone');
    expect(log.isEphemeral).toBe(true);
    const pages: string[] = [log.text];
    let at: Exchange = log;
    while (!pages.at(-1)?.includes('May ask')) {
      at = discord.press(at, 'Next');
      await at.acknowledged();
      pages.push(at.text);
    }
    const all = pages.join('\n');
    expect(all).toContain(`<@${manager.user.id}> **changed a setting**`);
    expect(all).toMatch(
      new RegExp(`<@${librarian.user.id}> \\*\\*changed a setting\\*\\*\nWait between two questions.*5 minutes`),
    );
    expect(all).toContain('stored for 30 days, without names');
    expect(all).not.toContain(`<@${discord.world.asker.user.id}>`);
  });

  it('return to the defaults after a confirmation', async () => {
    const panel = await settings();
    const confirm = discord.press(panel, 'Reset to defaults');
    await confirm.reply(/All settings of this server return/);
    expect(await discord.press(confirm, 'Back').reply(/Settings for this server/)).toContain('fairly sure');
    const again = discord.press(panel, 'Reset to defaults');
    await again.reply(/All settings/);
    const done = await discord.press(again, 'settings:set:reset').reply(/Settings for this server/);
    expect(done).toContain('Answers without a mention in: no channel');
    expect(done).toContain('not stored');
    const filtered = discord.choose(
      discord.slash('audit', {}, discord.world.manager).message ?? (await audit()),
      'audit:filter',
      'settings.reset',
      discord.world.manager,
    );
    expect(await filtered.reply(/reset the settings/)).not.toContain('changed a setting');
  });

  const audit = async () => {
    const log = discord.slash('audit', {}, discord.world.manager);
    await log.reply(/Audit log/);
    if (!log.message) throw new Error('no log');
    return log.message;
  };

  it('help fits the person and the place', async () => {
    const { asker, manager } = discord.world;
    const mine = discord.slash('help');
    expect(await mine.reply(/What I can do here/)).toMatch(/<\/ask:\d+> Ask a question/);
    expect(mine.isEphemeral).toBe(true);
    expect(mine.text).toMatch(/<\/sources show:\d+> Show one article/);
    expect(mine.text).toContain('mention me together with a question');
    expect(mine.text).toMatch(/I can quote \d articles to you here\. Collections: \(in no folder\), garden, staff\./);
    expect(mine.text).toContain('Questions are not stored.');
    expect(mine.text).toMatch(/<\/compare:\d+>/);
    expect(mine.text).not.toMatch(/settings|reindex|feedback|oauth2/);
    const theirs = await discord.slash('help', {}, manager).reply(/For administrators/);
    expect(theirs).toMatch(/<\/settings:\d+> .*\n[\s\S]*oauth2\/authorize\?client_id=\d+&integration_type=0/);
    expect(theirs).toContain(`client_id=${discord.world.applicationId}`);
    asker.locale = 'de';
    const direct = await discord.slash('help', {}, asker, 'dm').reply(/Was ich hier kann/);
    expect(direct).toContain('deine Frage einfach hier schreiben');
    expect(direct).toMatch(/<\/ask:\d+> Stell eine Frage/);
    const group = await discord.slash('help', {}, asker, 'group').reply(/Was ich hier kann/);
    expect(group).not.toMatch(/erwähnen|hier schreiben/);
    asker.locale = 'en-US';
  });

  it('print the links that add the bot, at the start and on demand', async () => {
    const link = (await bot.logged('to add the bot')).server;
    expect(link).toMatch(new RegExp(`client_id=${discord.world.applicationId}.*permissions=\\d+$`));
    const invite = promisify(execFile);
    const env = { PATH: process.env.PATH ?? '', DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    const { stdout } = await invite(process.execPath, [fromProjectRoot('dist/scripts/invite.js')], {
      cwd: library.root,
      env,
    });
    expect(stdout).toContain(link);
    expect(stdout).toContain('integration_type=1&scope=applications.commands');
    expect(stdout).not.toContain(discord.token);
  });
}
