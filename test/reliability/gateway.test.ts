import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../tools/discord-stand-in/client/exchange.js';
import type { Mishap } from '../../tools/discord-stand-in/rest/http.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from '../discord/bot-process.js';
import { createLibrary, type TestLibrary } from '../discord/library.js';

const QUESTION = 'How large an area of farmland was de-mined?';
const CALLBACK = /callback$/;
/** Milliseconds between two heartbeats. */
const BEAT = 300;

// One bot for all of these tests: each leaves it in working order.
describe('a connection that fails', { timeout: 60_000 }, () => {
  let discord: StandIn;
  let library: TestLibrary;
  let bot: BotProcess;

  const settings = (extra: Readonly<Record<string, string>> = {}) => ({
    ...library.environment,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    STUCK_AFTER_SECONDS: '3',
    // The reader has no part in this, and takes half a second to load.
    READER: 'off',
    ...extra,
  });
  const mention = () => discord.say(`<@${discord.world.bot.id}> ${QUESTION}`);
  const slash = () => discord.slash('ask', { question: QUESTION });
  const whole = (exchange: Exchange) => exchange.reply(/35,000/, 30_000);
  const callbacks = ({ id }: Exchange) =>
    discord.rest.requests.filter(({ path, status }) => path.includes(id) && CALLBACK.test(path) && status < 300);
  const answered = (message: APIMessage) =>
    discord.changes.until('an answer', () => discord.answersTo(message)[0], 30_000);
  const back = (identifies = discord.gateway.identifies) =>
    discord.changes.until(
      'the connection',
      () => (discord.gateway.identifies >= identifies && discord.gateway.connected) || undefined,
      20_000,
    );
  /** Applies this mishap to each request until something is done. */
  const weather = async (done: Promise<unknown>, mishap: (method: string, path: string) => Mishap | undefined) => {
    discord.rest.weather = mishap;
    await done;
    discord.rest.weather = () => undefined;
  };
  /** Checks that everything so far was answered once: a later question was, so earlier ones must have been. */
  const once = async (messages: readonly APIMessage[], exchanges: readonly Exchange[] = []) => {
    await Promise.all([whole(slash()), answered(mention())]);
    expect(messages.map((message) => discord.answersTo(message).length)).toEqual(messages.map(() => 1));
    expect(exchanges.map((exchange) => callbacks(exchange).length)).toEqual(exchanges.map(() => 1));
  };

  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    discord.gateway.heartbeatInterval = BEAT;
    bot = new BotProcess(library.root, settings());
    await bot.logged('commands');
    await discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed/, 60_000);
  });

  afterEach(() => {
    expect(discord.rest.violations.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    expect(await bot.stop()).toBe(0);
    expect(
      bot.log.filter(({ level, msg }) => level >= 50 && !msg.startsWith('the gateway connection is stuck')),
    ).toEqual([]);
    await discord.close();
    await library.remove();
  });

  it.each<[string, () => void]>([
    ['cut', () => discord.gateway.cut()],
    ['closed', () => discord.gateway.disconnect()],
    ['asked to come back', () => discord.gateway.askToReconnect()],
  ])('is resumed when it is %s: what was asked meanwhile is answered once', async (_, fail) => {
    const { identifies } = discord.gateway;
    discord.gateway.replaysEverything = true;
    fail();
    const [message, exchange] = [mention(), slash()];
    await Promise.all([answered(message), whole(exchange)]);
    await once([message], [exchange]);
    discord.gateway.replaysEverything = false;
    expect(discord.gateway.identifies).toBe(identifies);
  });

  it('is replaced when the session can’t be resumed', async () => {
    const { identifies } = discord.gateway;
    discord.gateway.forgetSessions();
    await back(identifies + 1);
    await once([mention()].slice(1));
  });

  it('is dropped when heartbeats are not acknowledged, and resumed', async () => {
    const { resumes } = discord.gateway;
    discord.gateway.acknowledges = false;
    await discord.changes.until('the resume', () => discord.gateway.resumes > resumes || undefined);
    discord.gateway.acknowledges = true;
    const message = mention();
    await answered(message);
    await once([message]);
  });

  it('may fail all day long: forty requests between ten cuts are answered once each', async () => {
    const messages: APIMessage[] = [];
    const exchanges: Exchange[] = [];
    for (let cut = 0; cut < 10; cut++) {
      discord.gateway.replaysEverything = cut % 3 === 0;
      if (cut % 2 === 0) discord.gateway.cut();
      else discord.gateway.disconnect();
      messages.push(mention(), mention());
      exchanges.push(slash(), slash());
      await back();
      // Not cut so often that the bot never sees it connected, and takes it for stuck.
      if (cut % 2 === 1) await sleep(BEAT + 100);
    }
    discord.gateway.replaysEverything = false;
    await Promise.all([...messages.map(answered), ...exchanges.map(whole)]);
    await once(messages, exchanges);
  });

  it('that hangs is dropped and replaced', async () => {
    const from = bot.log.length;
    discord.gateway.answers = false;
    discord.gateway.cut();
    await bot.logged('the gateway connection is stuck: reconnecting', from);
    discord.gateway.answers = true;
    await bot.logged('reconnected', from);
    // Nothing is left of the previous connection.
    await discord.changes.until('one session alone', () => discord.gateway.open === 1 || undefined);
    const [message, exchange] = [mention(), slash()];
    await Promise.all([answered(message), whole(exchange)]);
    await once([message], [exchange]);
  });

  it('bursts of server errors only delay answers, and duplicate none', async () => {
    let count = 0;
    const calm = weather(sleep(800), () => {
      count += 1;
      return { instead: { status: [500, 502, 503][count % 3] ?? 500 }, carriedOut: count % 2 === 0 };
    });
    const [messages, exchanges] = [
      [mention(), mention(), mention()],
      [slash(), slash(), slash()],
    ];
    await calm;
    expect(count).toBeGreaterThan(6);
    await Promise.all([...messages.map(answered), ...exchanges.map(whole)]);
    await once(messages);
    expect(exchanges.every(({ callback }) => callback)).toBe(true);
  });

  it('requests whose responses are cut off are repeated, and carried out once', async () => {
    let count = 0;
    const calm = weather(sleep(700), (method) => {
      count += 1;
      return method === 'GET' ? undefined : { instead: 'cut', carriedOut: count % 2 === 0 };
    });
    const [messages, exchange] = [[mention(), mention()], slash()];
    await calm;
    await Promise.all([...messages.map(answered), whole(exchange)]);
    await once(messages);
  });

  it('an acknowledgement counts even if its confirmation is slow or missing', async () => {
    const [slow, silent] = [slash(), slash()];
    const tried = new Set<string>();
    await weather(Promise.all([whole(slow), whole(silent)]), (_method, path) => {
      if (!CALLBACK.test(path) || tried.has(path)) return undefined;
      tried.add(path);
      return path.includes(slow.id) ? { delay: 1_700 } : { instead: 'silence', carriedOut: true };
    });
  });

  it.each([
    ['one route', { 'retry-after': '0.3' }],
    ['everything', { 'retry-after': '0.3', 'x-ratelimit-global': 'true' }],
  ])('a rate limit on %s only delays', async (_, headers) => {
    const calm = weather(sleep(500), () => ({ instead: { status: 429, headers } }));
    const [messages, exchange] = [[mention(), mention()], slash()];
    await calm;
    await Promise.all([...messages.map(answered), whole(exchange)]);
    await once(messages, [exchange]);
  });

  it('a slow network only delays', async () => {
    const [messages, exchange] = [[mention(), mention()], slash()];
    await weather(Promise.all([...messages.map(answered), whole(exchange)]), () => ({ delay: 600 }));
    await once(messages, [exchange]);
  });
});
