import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../tools/discord-stand-in/client/exchange.js';
import { textsOf } from '../../tools/discord-stand-in/messages/limits.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { isAnswered, isRefused } from '../../tools/reliability/ledger.js';
import { BotProcess } from '../discord/bot-process.js';
import { createLibrary, type TestLibrary } from '../discord/library.js';

const QUESTION = 'How large an area of farmland was de-mined?';

// One library and one stand-in for Discord for all of these tests; each bot ends with the test that stops it.
describe('more questions than can be answered', { timeout: 90_000 }, () => {
  let discord: StandIn;
  let library: TestLibrary;
  let bot: BotProcess;

  const start = async () => {
    // The queue is the same without the reader, and empties in a third of the time.
    const settings = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      READER: 'off',
      LOG_LEVEL: 'info',
    };
    bot = new BotProcess(library.root, { ...library.environment, ...settings });
    await bot.logged('commands');
  };
  const ask = (count: number) => Array.from({ length: count }, () => discord.slash('ask', { question: QUESTION }));
  const isOver = (exchange: Exchange) => isAnswered(exchange) || (!exchange.callback && exchange.isTooLate);
  const isHeard = ({ callback, isTooLate }: Exchange) => callback !== undefined || isTooLate;
  const outcomes = (asked: readonly Exchange[]) => {
    const answered = asked.filter(({ text }) => /35,000/.test(text)).length;
    return {
      answered,
      refused: asked.filter(isRefused).length,
      other: asked.filter((each) => !isAnswered(each)).length,
    };
  };

  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    await start();
    await discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed/, 60_000);
    return async () => {
      bot.signal('SIGKILL');
      await bot.exit();
      await discord.close();
      await library.remove();
    };
  });

  it('are all acknowledged in time, and answered or refused with the time to ask again', async () => {
    const asked: Exchange[] = [];
    const mentions: APIMessage[] = [];
    // Until some have been refused, faster than any machine answers.
    while (mentions.length < 10 || asked.filter(isRefused).length < 40) {
      asked.push(...ask(20));
      mentions.push(discord.say(`<@${discord.world.bot.id}> ${QUESTION}`));
      await sleep(20);
    }
    // On a busy machine some may not get through: Discord itself tells those people.
    await discord.changes.until('all that got through', () => asked.every(isOver) || undefined, 60_000);
    const { answered, refused, other } = outcomes(asked.filter(({ callback }) => callback));
    expect(other).toBe(0);
    expect(answered).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(20);
    expect(asked.find(isRefused)?.text).toMatch(/ask again in about \d+ seconds/);
    // Only the asker sees a refusal, and it costs one request.
    const refusals = asked.filter((each) => isRefused(each) && each.isEphemeral);
    expect(refusals.length).toBeGreaterThan(20);
    const requests = discord.rest.requests.filter(({ path }) => path.includes(refusals[0]?.token ?? ''));
    expect(requests).toHaveLength(1);
    // In the channel it is said once, not in twenty notices.
    const notices = mentions
      .flatMap((message) => discord.answersTo(message))
      .filter(({ components }) => /ask again/.test(textsOf(components ?? []).join()));
    expect(notices.length).toBeLessThanOrEqual(1);
    // Afterwards everything works as before.
    expect(await discord.slash('ask', { question: QUESTION }).reply(/35,000/, 30_000)).toBeTruthy();
    expect(discord.rest.violations.splice(0).filter((each) => !/Unknown interaction/.test(each))).toEqual([]);
  });

  it.each([
    ['once', 0],
    ['twice', 300],
  ])('are completed or refused when the bot is told to stop %s: nobody is left waiting', async (_, again) => {
    if (again > 0) await start();
    const spoken = discord.say(`<@${discord.world.bot.id}> ${QUESTION}`);
    const asked: Exchange[] = [];
    while (outcomes(asked).answered < 3) {
      asked.push(...ask(6));
      await sleep(250);
    }
    asked.push(...ask(20));
    await discord.changes.until('all that got through', () => asked.every(isHeard) || undefined);
    bot.signal('SIGTERM');
    await bot.logged('leaving');
    const late = ask(3);
    const unheard = discord.say(`<@${discord.world.bot.id}> ${QUESTION}`);
    if (again > 0) setTimeout(() => bot.signal('SIGINT'), again);
    expect(await bot.exit()).toBe(0);
    const { answered, refused, other } = outcomes([...asked, ...late].filter(({ callback }) => callback));
    expect(other).toBe(0);
    expect(answered).toBeGreaterThanOrEqual(3);
    expect(refused).toBeGreaterThan(3);
    expect(asked.some(({ text }) => /about to restart/.test(text))).toBe(true);
    // Everybody who asked in the channel is answered or notified at least once.
    const told = [spoken, unheard].flatMap((message) => discord.answersTo(message));
    expect(told.length).toBeGreaterThanOrEqual(1);
    expect(bot.log.filter(({ level }) => level >= 50)).toEqual([]);
    expect(discord.violations).toEqual([]);
  });
});
