import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../tools/discord-stand-in/client/exchange.js';
import type { Gate } from '../../tools/discord-stand-in/rest/http.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from './bot-process.js';
import { createLibrary, type TestLibrary } from './library.js';

const MILL = `The mill of Odland stands on the river. It was built in 1871 by the engineer Ada Lindqvist.

The mill of Odland burnt down in 1902, because a lamp fell over in the loft.
`;
interface Request {
  readonly method: string;
  readonly path: RegExp;
}
/** A reply with the acknowledgement, and one that is put in later. */
const AT_ONCE: readonly [Request] = [{ method: 'POST', path: /callback$/ }];
const DEFERRED: readonly [Request, Request] = [...AT_ONCE, { method: 'PATCH', path: /@original$/ }];
const QUESTION = 'Who built the mill of Odland?';

// One bot for all of these, restarted once.
describe('interruptions between an interaction and its reply', { timeout: 90_000 }, () => {
  let discord: StandIn;
  let library: TestLibrary;
  let bot: BotProcess;

  const start = async () => {
    bot = new BotProcess(library.root, {
      ...library.environment,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    });
    await bot.logged('commands');
  };
  const asked = async () => {
    const exchange = discord.slash('ask', { question: QUESTION });
    await exchange.reply(/###/);
    return exchange;
  };

  /** Each kind of interaction: what is there before, what is done, what is to come of it, and the requests that bring it. */
  const kinds: readonly (readonly [string, () => Promise<() => Exchange>, RegExp, readonly Request[]])[] = [
    ['a slash command', async () => () => discord.slash('ask', { question: QUESTION }), /Ada Lindqvist/, DEFERRED],
    [
      'a button',
      async () => {
        const card = await asked();
        return () => discord.press(card, 'Context');
      },
      /The quote in context/,
      DEFERRED,
    ],
    [
      'a menu',
      async () => {
        const list = discord.slash('sources list');
        await list.reply(/mill/);
        return () => discord.choose(list, 'Show an article', 'town/mill.txt');
      },
      /passage/,
      AT_ONCE,
    ],
    [
      'a form',
      async () => {
        const form = discord.press(await asked(), 'Ask a follow-up');
        await form.form();
        return () => discord.submit(form, { text: 'and when did it burn down?' });
      },
      /1902/,
      DEFERRED,
    ],
    [
      'a message’s menu',
      async () => {
        const message = discord.say('It was built in 1871 by the engineer Ada Lindqvist.');
        return () => discord.onMessage('Find in articles', message);
      },
      /Word for word/i,
      DEFERRED,
    ],
  ];

  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    await mkdir(path.join(library.articles, 'town'));
    await writeFile(path.join(library.articles, 'town/mill.txt'), MILL);
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

  it.each(kinds)('a rate limit only delays %s', async (_kind, prepare, outcome, requests) => {
    const act = await prepare();
    for (const request of requests) {
      discord.refuse({ ...request, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    }
    const from = discord.rest.requests.length;
    await act().reply(outcome);
    const refused = discord.rest.requests.slice(from).filter(({ status }) => status === 429);
    expect(refused.map(({ method }) => method)).toEqual(requests.map(({ method }) => method));
  });

  it.each(kinds)('a reconnect loses and doubles nothing of %s', async (_kind, prepare, outcome) => {
    const act = await prepare();
    const resumes = discord.gateway.resumes;
    discord.gateway.replaysEverything = true;
    discord.gateway.disconnect();
    const from = discord.rest.requests.length;
    const exchange = act();
    await exchange.reply(outcome);
    expect(discord.gateway.resumes).toBe(resumes + 1);
    // What was replayed would have been acknowledged again by now.
    await asked();
    const callbacks = discord.rest.requests.slice(from).filter(({ path: to }) => to.includes(exchange.id));
    expect(callbacks).toHaveLength(1);
  });

  it('what is being answered is answered before the bot leaves, and works after', async () => {
    const acts: { gate: Gate; exchange: Exchange; again: () => Exchange; outcome: RegExp }[] = [];
    for (const [, prepare, outcome, requests] of kinds) {
      const [act, again] = [await prepare(), await prepare()];
      const { method, path: last } = requests.at(-1) ?? AT_ONCE[0];
      const gate = discord.rest.hold(method, last);
      acts.push({ gate, exchange: act(), again, outcome });
      await gate.reached;
    }
    const gone = bot.stop();
    await bot.logged('leaving');
    for (const { gate } of acts) gate.release();
    for (const { exchange, outcome } of acts) await exchange.reply(outcome);
    expect(await gone).toBe(0);
    await start();
    for (const { again, outcome } of acts) await again().reply(outcome);
  });
});
