import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  type APIMessage,
  ButtonStyle,
  ComponentType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
} from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { openState } from '../../src/state/state.js';
import type { Exchange } from '../../tools/discord-stand-in/exchange.js';
import { textsOf, walk } from '../../tools/discord-stand-in/limits.js';
import { createMessage } from '../../tools/discord-stand-in/messages.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import type { Person } from '../../tools/discord-stand-in/world.js';
import { temporaryFolder } from '../support/folders.js';
import { BotProcess } from './bot-process.js';
import { createLibrary, type TestLibrary } from './library.js';
import { withoutBold } from './shown.js';

const QUESTION = 'How large an area of farmland was de-mined?';
const STAFF_QUESTION = 'What is the code of the vault door?';
const STAFF = 'The vault\n\nThe code of the vault door is 4711, and it changes every spring.\n';
const GARDEN = 'The garden\n\nThe garden of the museum has eleven pear trees.\n';

const read = ({ components }: APIMessage) => withoutBold(textsOf(components ?? []).join('\n'));

// One bot after another on the same memory, in order.
describe('settings in Discord', { timeout: 90_000 }, () => {
  let discord: StandIn;
  let library: TestLibrary;
  let bot: BotProcess;

  const start = async (environment: Readonly<Record<string, string>> = {}) => {
    bot = new BotProcess(library.root, {
      ...library.environment,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ...environment,
    });
    await bot.logged('commands');
  };

  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    for (const [folder, text] of Object.entries({ staff: STAFF, garden: GARDEN })) {
      await mkdir(path.join(library.articles, folder));
      await writeFile(path.join(library.articles, folder, 'about.txt'), text);
    }
    await start();
    await discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed/, 60_000);
  });

  afterEach(() => {
    expect(discord.rest.violations.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    expect(await bot.stop()).toBe(0);
    await discord.close();
    await library.remove();
  });

  const settings = async (person: Person = discord.world.manager, page?: RegExp) => {
    const opened = discord.slash('settings', {}, person);
    await opened.reply(page ?? /Settings of this server/);
    return opened;
  };

  /** Opens a page of the panel by its place among the "Change" buttons. */
  const change = async (page: 'answering' | 'people' | 'collections' | 'questions', person?: Person) => {
    const panel = await settings(person);
    const opened = discord.press(panel, `settings:go:${page}`);
    await opened.acknowledged();
    return opened;
  };

  const ask = (question: string, person?: Person) => discord.slash('ask', { question }, person).reply(/./);

  /** A message with one control in it, as nobody but a forger could bring it about. */
  const forged = (control: object): APIMessage => {
    const { world } = discord;
    const body = {
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.ActionRow, components: [control] }],
    };
    const message = createMessage(world, { channelId: world.general.id, author: world.bot, body: body as never });
    discord.channels.messages.push(message);
    return message;
  };
  const forgedButton = (custom_id: string) =>
    forged({ type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'x', custom_id });

  const options = (panel: Exchange, menu: string) =>
    [...walk(panel.message?.components ?? [])]
      .filter((each) => each.custom_id === menu || each.placeholder === menu)
      .flatMap((each) => (each.options as { label: string; value: string }[] | undefined) ?? []);

  it('are shown to people with Manage Server alone, and to nobody else beside them', async () => {
    const panel = await settings();
    expect(panel.isEphemeral).toBe(true);
    expect(panel.text).toContain('May ask: everybody');
    expect(panel.text).toContain('Answers unasked in: no channel');
    const refused = discord.slash('settings');
    expect(await refused.reply()).toMatch(/Only people with Manage Server/);
    expect(refused.isEphemeral).toBe(true);
    expect(await discord.slash('audit').reply()).toMatch(/Only people with Manage Server/);
  });

  it('hold at once: who may ask', async () => {
    const { asker, scholar, scholarRole, bot: self } = discord.world;
    const people = await change('people');
    const chosen = discord.choose(people, 'Roles that may ask; none means everybody', scholarRole.id);
    expect(await chosen.reply(/May ask: <@&\d+>/)).toContain(`<@&${scholarRole.id}>`);
    const refused = discord.slash('ask', { question: QUESTION }, asker);
    expect(await refused.reply()).toMatch(/only some roles may ask/);
    expect(refused.isEphemeral).toBe(true);
    expect(await discord.slash('ask', { question: QUESTION }, scholar).reply(/###/)).toContain('35,000');
    // In a message, too, but not again and again.
    const mention = `<@${self.id}> ${QUESTION}`;
    expect(read(await discord.answerTo(discord.say(mention)))).toMatch(/only some roles may ask/);
    const again = discord.say(mention);
    await discord.answerTo(discord.say(mention, undefined, scholar.user));
    expect(discord.answersTo(again)).toEqual([]);
    await discord.choose(chosen, 'Roles that may ask; none means everybody', []).reply(/May ask: everybody/);
    expect(await discord.slash('ask', { question: QUESTION }).reply(/###/)).toContain('35,000');
  });

  it('name roles that administrate too, but who does is decided by people with Manage Server', async () => {
    const { adminRole, librarian, scholarRole } = discord.world;
    expect(await discord.slash('settings', {}, librarian).reply()).toMatch(/Only people with Manage Server/);
    const people = await change('people');
    await discord.choose(people, 'Roles that may administrate', adminRole.id).reply(/administrate: .*<@&/);
    const theirs = await change('people', librarian);
    await theirs.reply(/Only people with Manage Server decide who administrates/);
    expect(() => discord.choose(theirs, 'Roles that may administrate', [])).toThrow(/no menu/);
    const forgedMenu = forged({ type: ComponentType.RoleSelect, custom_id: 'settings:set:admins:0:0', max_values: 25 });
    const refused = discord.choose(forgedMenu, 'settings:set:admins:0:0', scholarRole.id, librarian);
    await discord.changes.until('the refusal', () => /Manage Server may decide/.test(refused.text) || undefined);
    await discord.choose(theirs, 'settings:set:cooldown:0:0', '300').reply(/5 minutes/);
    expect((await settings()).text).not.toContain(scholarRole.id);
  });

  it('make people wait between two questions, and tell them until when', async () => {
    const { neighbour } = discord.world;
    expect(await discord.slash('ask', { question: QUESTION }, neighbour).reply(/###/)).toContain('35,000');
    const second = discord.slash('ask', { question: QUESTION }, neighbour);
    expect(await second.reply()).toMatch(/a little time between two questions.*<t:\d+:R>/);
    expect(second.isEphemeral).toBe(true);
    const people = await change('people');
    await discord.choose(people, 'settings:set:cooldown:0:0', '0').reply(/one person: none/);
    expect(await discord.slash('ask', { question: QUESTION }, neighbour).reply(/###/)).toContain('35,000');
  });

  it('can’t be changed by a forged button, nor by one from when it was allowed', async () => {
    const { asker, librarian, adminRole } = discord.world;
    for (const id of ['settings:set:reset', 'settings:set:allCollections:0', 'settings:go:home', 'audit:page:0:-']) {
      const pressed = discord.press(forgedButton(id), id, asker);
      await pressed.acknowledged();
      await discord.changes.until(
        'the refusal',
        () => (pressed.message?.flags ?? 0) & MessageFlags.Ephemeral || undefined,
      );
      expect(pressed.text).toMatch(/Only people with Manage Server/);
    }
    // The librarian's panel is still open when the role is taken from those that administrate.
    const open = await change('questions', librarian);
    const people = await change('people');
    await discord
      .choose(people, 'Roles that may administrate', [])
      .reply(/administrate: everybody with Manage Server$/m);
    const late = discord.choose(open, 'Unanswered questions', '30');
    await late.acknowledged();
    await discord.changes.until('the refusal', () => /Only people with Manage/.test(late.text) || undefined);
    const now = await settings();
    expect(now.text).toContain('are not kept');
    expect(now.text).not.toContain(adminRole.id);
  });

  it('limit the collections of the server, of a channel, and to roles', async () => {
    const { scholar, scholarRole, news, asker } = discord.world;
    expect(await ask(STAFF_QUESTION)).toBeDefined();
    const page = await change('collections');
    expect(options(page, 'Collections that may be seen').map(({ label }) => label)).toEqual([
      '(in no folder)',
      'garden',
      'staff',
    ]);
    const kept = discord.choose(page, 'Keep a collection to roles…', 'staff');
    await kept.reply(/staff: for everybody/);
    const toRole = discord.choose(kept, 'Roles that may see it', scholarRole.id);
    await toRole.reply(/staff: only for <@&/);
    const [publicly, privately] = [
      discord.slash('ask', { question: STAFF_QUESTION }, scholar),
      discord.slash('ask', { question: STAFF_QUESTION, private: true }, scholar),
    ];
    expect(await privately.reply(/###/)).toContain('4711');
    expect(await publicly.reply(/###/)).not.toContain('4711');
    expect(await discord.slash('ask', { question: STAFF_QUESTION, private: true }, asker).reply(/###/)).not.toContain(
      '4711',
    );
    // Without any role left it would be open to all, which is a button of its own.
    const emptied = discord.choose(toRole, 'Roles that may see it', []);
    await discord.changes.until('the refusal', () => /Open to everybody/.test(emptied.text) || undefined);
    expect(await discord.slash('ask', { question: STAFF_QUESTION, private: true }, asker).reply(/###/)).not.toContain(
      '4711',
    );

    const inNews = discord.choose(await change('collections'), 'Fewer in a channel…', news.id);
    await inNews.reply(/as in the server/);
    await discord.choose(inNews, 'Collections that may be seen', ['garden']).reply(/In <#\d+>: garden/);
    const place = { id: news.id };
    expect(await discord.slash('ask', { question: QUESTION }, asker, place).reply(/###/)).not.toContain('35,000');
    expect(await discord.slash('ask', { question: QUESTION }, asker).reply(/###/)).toContain('35,000');
  });

  it('let no other server learn of a collection that is kept to roles', async () => {
    const { neighbour, lounge } = discord.world;
    const theirs = discord.slash('settings', {}, neighbour, { id: lounge.id });
    await theirs.reply(/Settings of this server/);
    const page = discord.press(theirs, 'settings:go:collections');
    await page.reply(/top-level folder/);
    expect(options(page, 'Collections that may be seen').map(({ label }) => label)).toEqual([
      '(in no folder)',
      'garden',
    ]);
    // And the key of one, by forgery, does nothing.
    const staff = options(await change('collections'), 'Collections that may be seen')[2]?.value;
    const forgedId = `settings:set:open:${staff}`;
    const message = createMessage(discord.world, {
      channelId: lounge.id,
      author: discord.world.bot,
      body: {
        flags: MessageFlags.IsComponentsV2,
        components: [
          {
            type: ComponentType.ActionRow,
            components: [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'x', custom_id: forgedId }],
          },
        ],
      } as never,
    });
    discord.channels.messages.push(message);
    const pressed = discord.press(message, forgedId, neighbour);
    await discord.changes.until('the refusal', () => /no longer there/.test(pressed.text) || undefined);
  });

  it('say what to do where a channel is to be watched and messages may not be read yet', async () => {
    const { askHere } = discord.world;
    const { MessageContent } = GatewayIntentBits;
    expect(discord.gateway.intents & MessageContent).toBe(0);
    const page = await change('answering');
    const chosen = discord.choose(page, 'Channels to answer in unasked', askHere.id);
    expect(await chosen.reply(/<#\d+>/)).toMatch(/Message Content Intent.*Developer Portal.*restart/);
    await discord.choose(chosen, 'Reply or thread', 'thread').reply(/answered: in a thread/);
    await discord.choose(chosen, 'How sure it must be', 'strict').reply(/very sure/);
  });

  it('outlive a restart, after which messages are read', async () => {
    expect(await bot.stop()).toBe(0);
    // The stand-in's manager speaks German, as far as commands go.
    await start({ RATE_LIMIT_PERSON: '2/4s' });
    expect(discord.gateway.intents & GatewayIntentBits.MessageContent).not.toBe(0);
    const { manager, askHere } = discord.world;
    manager.locale = 'de';
    const panel = await settings(manager, /Einstellungen dieses Servers/);
    expect(panel.text).toContain(`Antwortet ungefragt in: <#${askHere.id}>`);
    expect(panel.text).toContain('Dafür muss er sein: sehr sicher');
    expect(panel.text).toContain('Erwähnungen werden beantwortet: in einem Thread');
    expect(panel.text).not.toContain('Message Content Intent');
    const kept = discord.press(panel, 'settings:go:questions');
    // Discord asks to wait a moment: nothing is lost, and nothing done twice.
    discord.refuse({ method: 'POST', path: /callback$/, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    await kept.reply(/nicht aufbewahrt/);
    await discord.choose(kept, 'Unbeantwortete Fragen', '30').reply(/werden 30 Tage aufbewahrt/);
    manager.locale = 'en-US';
  });

  it('hold at once: the channels where it answers unasked', async () => {
    const { askHere, general } = discord.world;
    const page = await change('answering');
    await discord.choose(page, 'How sure it must be', 'open').reply(/fairly sure/);
    await discord.choose(page, 'Reply or thread', 'reply').reply(/by a reply/);
    const asked = discord.say(QUESTION, askHere.id);
    expect(read(await discord.answerTo(asked))).toContain('35,000');
    await discord.choose(page, 'Channels to answer in unasked', []).reply(/in: no channel/);
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
    expect(await chosen.reply(/one person: 10 seconds/)).toBeDefined();
    await bot.logged('resumed');
    expect(log()).toBe(1);
    discord.gateway.replaysEverything = false;
    await discord.choose(people, 'settings:set:cooldown:0:0', '0').reply(/one person: none/);
    const entries = await discord.slash('audit', {}, discord.world.manager).reply(/Audit log/);
    expect(entries.match(/one person: 10 seconds/g)).toHaveLength(1);
  });

  it('a question too many is answered in a friendly way, in one’s language, and the next one in time', async () => {
    const { scholar, bot: self } = discord.world;
    scholar.locale = 'de';
    const asked = [1, 2, 3].map(() => discord.slash('ask', { question: QUESTION }, scholar));
    const replies = await Promise.all(asked.map((each) => each.reply(/###|viele/)));
    expect(replies.filter((reply) => reply.includes('35,000'))).toHaveLength(2);
    expect(replies.find((reply) => reply.startsWith('Das waren viele Fragen'))).toMatch(
      /^Das waren viele Fragen in kurzer Zeit\. Du kannst <t:\d+:R> wieder fragen\.$/,
    );
    // A follow-up is refused before its form is filled in; what asks nothing goes on.
    const answered = asked.find(({ text }) => text.includes('35,000'));
    if (!answered?.message) throw new Error('no answer');
    const follow = discord.press(answered.message, 'Nachfragen', scholar);
    await discord.changes.until('a refusal', () => /viele Fragen/.test(follow.text) || undefined);
    expect(follow.modal).toBeUndefined();
    const found = discord.onMessage('Find in articles', discord.say('Eleven pear trees.'), scholar);
    expect(await found.reply()).toMatch(/viele Fragen/);
    await discord.press(answered.message, 'Zusammenhang', scholar).reply(/Wo das Zitat steht/);
    const mention = `<@${self.id}> ${QUESTION}`;
    const first = discord.say(mention, undefined, scholar.user);
    expect(read(await discord.answerTo(first))).toMatch(/a lot of questions.*<t:\d+:R>/);
    const second = discord.say(mention, undefined, scholar.user);
    // Others are answered all the while, and typing is not a question.
    expect(await discord.slash('ask', { question: QUESTION }).reply(/###/)).toContain('35,000');
    expect(await discord.type('sources show', 'article', 'har', scholar).chosen()).toHaveLength(1);
    expect(discord.answersTo(second)).toEqual([]);
    await sleep(4_100);
    expect(await discord.slash('ask', { question: QUESTION }, scholar).reply(/###/)).toContain('35,000');
    scholar.locale = 'en-US';
  });

  it('show what is gone, and take it out', async () => {
    const { server, news, scholarRole } = discord.world;
    discord.gateway.dispatch(GatewayDispatchEvents.ChannelDelete, () => news);
    discord.gateway.dispatch(GatewayDispatchEvents.GuildRoleDelete, () => ({
      guild_id: server.id,
      role_id: scholarRole.id,
    }));
    const panel = await settings();
    expect(panel.text).toMatch(/channels, roles or collections in the settings are gone/);
    const page = discord.press(panel, 'settings:go:collections');
    await page.reply(/top-level folder/);
    const gone = options(page, 'Take out what is gone…');
    // The collection's last role is not among them: without it, everybody would see the collection.
    expect(gone.map(({ label }) => label)).toEqual([`deleted (${news.id})`]);
    const taken = discord.choose(
      page,
      'Take out what is gone…',
      gone.map(({ value }) => value),
    );
    await discord.changes.until('the change', () => !taken.text.includes(news.id) || undefined);
    const kept = discord.choose(taken, 'Keep a collection to roles…', 'staff');
    await kept.reply(/nobody sees it now/);
    const question = { question: STAFF_QUESTION, private: true };
    expect(await discord.slash('ask', question, discord.world.neighbour).reply(/###/)).not.toContain('4711');
    await discord.press(kept, 'Open to everybody').reply(/staff: for everybody/);
    expect(await discord.slash('ask', question, discord.world.neighbour).reply(/###/)).toContain('4711');
  });

  it('are written down: who changed what', async () => {
    const { manager, librarian } = discord.world;
    const log = discord.slash('audit', {}, manager);
    expect(await log.reply(/Audit log/)).toContain('staff: for everybody');
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
      new RegExp(`<@${librarian.user.id}> \\*\\*changed a setting\\*\\*\nTime between two questions.*5 minutes`),
    );
    expect(all).toContain('are kept for 30 days, without who asked');
    expect(all).not.toContain(`<@${discord.world.asker.user.id}>`);
  });

  it('go back to the defaults when told to, but not by accident', async () => {
    const panel = await settings();
    const confirm = discord.press(panel, 'Reset to defaults');
    await confirm.reply(/All settings of this server go back/);
    expect(await discord.press(confirm, 'Back').reply(/Settings of this server/)).toContain('fairly sure');
    const again = discord.press(panel, 'Reset to defaults');
    await again.reply(/All settings/);
    const done = await discord.press(again, 'settings:set:reset').reply(/Settings of this server/);
    expect(done).toContain('Answers unasked in: no channel');
    expect(done).toContain('are not kept');
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

  it('help fits who asks, and where', async () => {
    const { asker, manager } = discord.world;
    const mine = discord.slash('help');
    expect(await mine.reply(/What I can do here/)).toMatch(/<\/ask:\d+> Ask a question/);
    expect(mine.isEphemeral).toBe(true);
    expect(mine.text).toMatch(/<\/sources show:\d+> Show one article/);
    expect(mine.text).toContain('mention me together with a question');
    expect(mine.text).toMatch(/\d articles can be quoted to you here\. Collections: \(in no folder\), garden, staff\./);
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
});

it('a server’s wish to be watched keeps nobody’s bot from starting', { timeout: 60_000 }, async () => {
  const discord = await StandIn.start({ grantsMessageContent: false });
  onTestFinished(() => discord.close());
  const folder = await temporaryFolder();
  const state = openState(path.join(folder, 'data'), {});
  state.settings.change(discord.world.guildId, { watched: [discord.world.askHere.id] });
  state.close();
  const bot = new BotProcess(folder, {
    ...{ EMBEDDINGS_DIR: folder, ARTICLES_DIR: folder },
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
  });
  await bot.logged('commands');
  expect(discord.gateway.intents & GatewayIntentBits.MessageContent).toBe(0);
  expect(bot.output).toMatch(/message content intent is/i);
  const panel = discord.slash('settings', {}, discord.world.manager);
  expect(await panel.reply(/Settings of this server/)).toMatch(/Message Content Intent.*restart/);
  expect(await bot.stop()).toBe(0);
  expect(discord.violations).toEqual([]);
});
