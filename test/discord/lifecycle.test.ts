import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/state/state.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import type { After } from '../support/folders.js';
import { BotProcess } from './bot-process.js';
import { createLibrary, type TestLibrary } from './library.js';

describe('starting and stopping', { timeout: 90_000 }, () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'verbatim-start-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function standIn(options: Parameters<typeof StandIn.start>[0] = {}, after: After = onTestFinished) {
    const discord = await StandIn.start(options);
    after(() => discord.close());
    return discord;
  }

  function start(environment: Readonly<Record<string, string>>, whenOver: After = onTestFinished): BotProcess {
    const bot = new BotProcess(folder, {
      ...{ EMBEDDINGS_DIR: folder, ARTICLES_DIR: folder, READER: 'off' },
      ...environment,
    });
    whenOver(async () => {
      bot.signal('SIGKILL');
      await bot.exit();
    });
    return bot;
  }

  const settings = (discord: StandIn) => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl });

  it('says how to get a token when there is none', async () => {
    const bot = start({});
    expect(await bot.exit()).toBe(1);
    expect(bot.stderr).toContain('https://discord.com/developers/applications');
    expect(bot.stderr).toContain('npm run chat');
    expect(bot.stderr).not.toMatch(/^ {4}at /m);
  });

  it('says which setting is wrong', async () => {
    const bot = start({ ASK_CHANNEL_IDS: 'general' });
    expect(await bot.exit()).toBe(1);
    expect(bot.stderr).toContain('ASK_CHANNEL_IDS');
    expect(bot.stderr).not.toMatch(/^ {4}at /m);
  });

  it('refuses to choose between two tokens, and says which file has none', async () => {
    const file = path.join(folder, 'unread');
    const twice = start({ DISCORD_TOKEN: 'a.b', DISCORD_TOKEN_FILE: file });
    expect(await twice.exit()).toBe(1);
    expect(twice.stderr).toMatch(/DISCORD_TOKEN_FILE and DISCORD_TOKEN are both set/);
    const missing = start({ DISCORD_TOKEN_FILE: file });
    expect(await missing.exit()).toBe(1);
    expect(missing.stderr).toMatch(/DISCORD_TOKEN_FILE can't be read: ENOENT/);
  });

  it('says what to do about a token that Discord rejects, without printing it', async () => {
    const discord = await standIn();
    const bot = start({ ...settings(discord), DISCORD_TOKEN: 'a-wrong.token' });
    expect(await bot.exit()).toBe(1);
    expect(bot.stderr).toMatch(/Discord rejects the token: .*Reset Token/);
    expect(bot.output).not.toContain('a-wrong.token');
  });

  it('says so when Discord can’t be reached', async () => {
    const bot = start({ DISCORD_TOKEN: 'a.b', DISCORD_API_URL: 'http://127.0.0.1:9/api' });
    expect(await bot.exit()).toBe(1);
    expect(bot.stderr).toMatch(/could not be reached.*DISCORD_API_URL/);
  });

  it('runs without its commands and without an intent that Discord refuses, and says what to do about it', async () => {
    const discord = await standIn({ grantsMessageContent: false });
    discord.refuse({ method: 'GET', path: /commands$/, status: 403, code: 20_012, times: 1 });
    const { askHere, bot: self } = discord.world;
    const DATA_DIR = path.join(folder, 'without-content');
    const state = openState(DATA_DIR, {});
    onTestFinished(() => state.close());
    const bot = start({ ...settings(discord), DATA_DIR, ASK_CHANNEL_IDS: askHere.id });
    const warned = await bot.logged('watched channels are not answered in: the message content intent is missing');
    expect(warned.remedy).toMatch(/Message Content Intent.*ASK_CHANNEL_IDS/);
    await bot.logged('commands could not be registered');
    expect(discord.gateway.intents & GatewayIntentBits.MessageContent).toBe(0);
    const unread = discord.say('What is this?', askHere.id);
    await discord.answerTo(discord.say(`<@${self.id}> What is this?`, askHere.id));
    expect(discord.answersTo(unread)).toEqual([]);
    state.settings.change(discord.world.guildId, { place: 'thread' });
    const asked = discord.say(`<@${self.id}> What is this?`);
    await discord.changes.until('the hint in the thread', () =>
      discord.channels.messages.find(
        ({ channel_id, components }) => channel_id === asked.id && /mention me/.test(JSON.stringify(components)),
      ),
    );
    expect(discord.violations).toEqual([]);
  });

  // Three starts, one after the other; each test goes on where the one before stopped.
  describe('of one bot', () => {
    let discord: StandIn;
    let library: TestLibrary;
    let bot: BotProcess;
    const commands = async () => (await bot.logged('commands')).outcome;

    beforeAll(async () => {
      [discord, library] = await Promise.all([
        standIn({ grantsMessageContent: false }, afterAll),
        createLibrary('long'),
      ]);
      const other = createServer().listen(9_464, '127.0.0.1');
      // Taken by us or by another program.
      await Promise.race([once(other, 'listening'), once(other, 'error')]);
      const DISCORD_TOKEN_FILE = path.join(folder, 'token');
      await writeFile(DISCORD_TOKEN_FILE, `${discord.token}\n`);
      bot = start({ DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN_FILE, METRICS_PORT: '' }, afterAll);
      return async () => {
        other.close();
        await library.remove();
      };
    });

    it('reads the token from a file', async () => {
      expect(await commands()).toBe('registered');
      expect(bot.output).not.toContain(discord.token);
    });

    it('starts without health and metrics if the default port is taken, but not if the settings name it', async () => {
      expect((await bot.logged('no health and metrics')).remedy).toMatch(/9464.*METRICS_PORT/);
      const wishing = start({ ...settings(discord), METRICS_PORT: '9464' });
      expect(await wishing.exit()).toBe(1);
      expect(wishing.stderr).toMatch(/9464.*EADDRINUSE.*METRICS_PORT to a free port or to off/);
      expect(wishing.stderr).not.toMatch(/^ {4}at /m);
    });

    it('works without the message content intent, reading only messages that address it', async () => {
      expect(discord.gateway.intents & GatewayIntentBits.MessageContent).toBe(0);
      const overheard = discord.say('What is this?');
      await discord.answerTo(discord.say(`<@${discord.world.bot.id}> What is this?`));
      expect(discord.answersTo(overheard)).toEqual([]);
    });

    it('on shutdown, finishes answers in progress, accepts nothing new and exits with 0', async () => {
      const gate = discord.rest.hold('PATCH', /@original$/);
      const asked = discord.slash('sources list');
      await gate.reached;
      bot.signal('SIGTERM');
      await bot.logged('leaving');
      expect(await discord.slash('sources list').reply()).toMatch(/restart/);
      gate.release();
      expect(await asked.reply()).toMatch(/No articles/);
      expect(await bot.exit()).toBe(0);
    });

    it('registers no commands when none have changed', async () => {
      const puts = () => discord.rest.requests.filter(({ method }) => method === 'PUT').length;
      // Without roles that may reindex, the command is shown to people with Manage Server alone.
      expect(discord.commands.commands.find(({ name }) => name === 'reindex')?.default_member_permissions).toBe('32');
      bot = start({ ...settings(discord), ...library.environment }, afterAll);
      expect(await commands()).toBe('unchanged');
      expect(puts()).toBe(1);
    });

    it('on shutdown, stops an index run and says so', async () => {
      const run = discord.slash('reindex', {}, discord.world.manager);
      await run.reply(/Reindexing/);
      bot.signal('SIGTERM');
      expect(await run.reply(/shutting down/)).not.toMatch(/reference/);
      expect(await bot.exit()).toBe(0);
    });

    it('starts without the intent that a channel watched since then needs, and logs for people if told to', async () => {
      const state = openState(path.join(folder, 'data'), {});
      state.settings.change(discord.world.guildId, { watched: [discord.world.askHere.id] });
      state.close();
      const roles = { ADMIN_ROLE_IDS: discord.world.adminRole.id };
      bot = start({ ...settings(discord), ...roles, LOG_FORMAT: 'pretty', LOG_LEVEL: 'debug' }, afterAll);
      await expect.poll(() => bot.output, { timeout: 20_000 }).toMatch(/INFO.*: ready\n/);
      expect(bot.output).toMatch(/message content intent is/i);
      expect(bot.log).toEqual([]);
      const panel = discord.slash('settings', {}, discord.world.manager);
      expect(await panel.reply(/Settings for this server/)).toMatch(/Message Content Intent.*restart/);
      expect(discord.gateway.intents & GatewayIntentBits.MessageContent).toBe(0);
    });

    it('registers its commands when they have changed', async () => {
      await expect.poll(() => bot.output, { timeout: 20_000 }).toMatch(/: commands\n.*\n? *outcome: "registered"/);
    });

    it('exits with a reason if Discord ends the connection for good', async () => {
      discord.gateway.disconnect(4_004);
      expect(await bot.exit()).toBe(1);
      expect(bot.stderr).toMatch(/Reset Token/);
      expect(discord.violations).toEqual([]);
    });
  });
});
