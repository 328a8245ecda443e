import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../src/state/state.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from '../discord/bot-process.js';
import { createLibrary, type TestLibrary } from '../discord/library.js';
import { leaksOf } from './leaks.js';

/** In everything that people write in this test. */
const ASKED = 'zwiebelfisch';
const QUESTION = `How large an area of farmland was de-mined, ${ASKED}?`;

/** Loaded into the bot's process and its threads before the bot itself: throws the token wherever something can be thrown. */
const FAULTS = `
import { existsSync, readFileSync, appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
const token = /^DISCORD_TOKEN=(.*)$/m.exec(readFileSync('.env', 'utf8'))[1];
const fault = (what) => Object.assign(new Error(what + ' with ' + token, { cause: new Error('Bot ' + token) }), {
  request: { headers: { authorization: 'Bot ' + token } }, config: { token },
});
const once = (file, work) => {
  const timer = setInterval(() => { if (existsSync(file)) { clearInterval(timer); work(); } }, 50);
  timer.unref();
};
if (isMainThread) {
  once('reject', () => {
    void Promise.reject(fault('a rejection'));
    void Promise.reject('a rejected text with ' + token);
    void Promise.reject(undefined);
    void Promise.reject({ token, headers: { authorization: token } });
  });
  once('throw', () => { throw fault('an exception'); });
} else {
  appendFileSync('threads', JSON.stringify(process.env) + '\\n');
  once('crash', () => { throw fault('a thread'); });
}
`;

describe('a bot that logs everything, in which everything goes wrong', { timeout: 90_000 }, () => {
  let discord: StandIn;
  let library: TestLibrary;
  let bot: BotProcess;

  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    const preload = path.join(library.root, 'faults.mjs');
    await writeFile(preload, FAULTS);
    await writeFile(
      path.join(library.root, '.env'),
      `DISCORD_TOKEN=${discord.token}\nDISCORD_API_URL=${discord.apiUrl}\n`,
    );
    const state = openState(path.join(library.root, 'data'), {});
    state.settings.change(discord.world.guildId, { keepQuestions: 30 });
    state.close();
    bot = new BotProcess(library.root, {
      ...library.environment,
      ASK_CHANNEL_IDS: discord.world.askHere.id,
      NODE_OPTIONS: `--import=${pathToFileURL(preload)}`,
    });
    await bot.logged('commands');
    await discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed/, 60_000);
  });

  afterAll(async () => {
    await discord.close();
    await library.remove();
  });

  it('is asked in every way, with Discord refusing some of it', async () => {
    const { asker, askHere, bot: self, general } = discord.world;
    const asked = discord.slash('ask', { question: QUESTION });
    await asked.reply(/###/);
    await discord.answerTo(discord.say(`<@${self.id}> ${QUESTION}`));
    // Unasked, the bot only speaks where it is sure.
    discord.say(QUESTION, askHere.id);
    await discord.answerTo(discord.say(QUESTION, asker.dm.id));
    await discord.slash('ask', { question: `Which ${ASKED} is cheapest?` }).reply(/###/);
    await discord.slash('ask', { question: `${ASKED} `.repeat(400) }).reply(/characters/);
    await discord.slash('ask', { question: `from:${ASKED} what?` }).reply(/There are no articles from/);
    await discord.slash('ask', { question: QUESTION, source: ASKED }).reply(/No article or publisher/);
    await discord.type('ask', 'source', ASKED).chosen();
    await discord.onMessage('Find in articles', discord.say(`35,000 ${ASKED} square kilometres`, general.id)).reply();
    const follow = discord.press(asked, 'Ask a follow-up');
    await follow.form();
    await discord.submit(follow, { text: `And the ${ASKED}?` }).reply(/###/);
    const bad = discord.press(asked, '👎');
    await bad.form();
    await discord.submit(bad, { text: `It is no ${ASKED}.` }).reply(/without your name/);
    for (const status of [400, 500, 403, 404]) {
      discord.refuse({ method: 'PATCH', path: /@original$/, status, code: 50_035, times: 4 });
      const refused = discord.slash('ask', { question: QUESTION });
      await refused.acknowledged();
      await sleep(300);
      discord.rest.refusals.splice(0);
    }
    discord.refuse({ method: 'POST', path: /\/messages$/, status: 400, code: 50_035, times: 2 });
    discord.say(`<@${self.id}> ${QUESTION}`);
    discord.refuse({ method: 'PATCH', path: /@original$/, status: 429, headers: { 'retry-after': '0.05' }, times: 1 });
    await discord.slash('ask', { question: QUESTION }).reply(/###/);
    discord.gateway.disconnect();
    await bot.logged('resumed');
  });

  it('gives its threads no token', async () => {
    const environments = (await readFile(path.join(library.root, 'threads'), 'utf8')).trim().split('\n');
    expect(environments.length).toBeGreaterThan(1);
    for (const environment of environments) expect(environment).not.toContain(discord.token);
  });

  it('outlives rejections of every kind and a thread’s crash, and ends at an exception', async () => {
    const at = (file: string) => appendFile(path.join(library.root, file), '');
    await at('reject');
    const rejections = () => bot.log.filter(({ msg }) => msg === 'unhandled rejection').length;
    await bot.logged('unhandled rejection');
    for (let tries = 0; rejections() < 4 && tries < 50; tries++) await sleep(100);
    expect(rejections()).toBe(4);
    await at('crash');
    await sleep(1_000);
    const alive = discord.slash('sources list');
    await alive.reply(/articles/);
    await at('throw');
    expect(await bot.exit()).toBe(1);
    expect(bot.log.at(-1)?.msg).toBe('uncaught exception');
  });

  it('has written down neither the token in any form, nor what people asked', () => {
    expect(bot.log.filter(({ level }) => level === 10).length).toBeGreaterThan(20);
    expect(bot.log.filter(({ level }) => level >= 50).length).toBeGreaterThan(3);
    expect(bot.output).toContain('a rejection with');
    expect(leaksOf(bot.output, discord.token)).toEqual([]);
    const tokens = discord.interactions.exchanges.map(({ token }) => token);
    expect(tokens.filter((token) => bot.output.includes(token))).toEqual([]);
    expect(bot.output).not.toContain(ASKED);
  });
});
