import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../tools/discord-stand-in/client/exchange.js';
import { textsOf } from '../../tools/discord-stand-in/messages/limits.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { isAnswered, isRefused } from '../../tools/reliability/ledger.js';
import { BotProcess } from '../discord/bot-process.js';
import { createLibrary, type TestLibrary } from '../discord/library.js';

const QUESTION = 'How large an area of farmland was de-mined?';

// One library for all of these tests, and a bot for each.
describe('more questions than can be answered', { timeout: 90_000 }, () => {
  let discord: StandIn;
  let library: TestLibrary;
  let bot: BotProcess;

  const start = async () => {
    const settings = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    bot = new BotProcess(library.root, { ...library.environment, ...settings, LOG_LEVEL: 'info' });
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
    library = await createLibrary();
    return () => library.remove();
  });

  beforeEach(async () => {
    discord = await StandIn.start();
    await start();
    await discord.slash('reindex', {}, discord.world.manager).reply(/Added|Reindexed/, 60_000);
  });

  afterEach(async () => {
    bot.signal('SIGKILL');
    await bot.exit();
    await discord.close();
  });

  it('are all acknowledged in time, and answered or refused with the time to ask again', async () => {
    const asked: Exchange[] = [];
    const mentions: APIMessage[] = [];
    for (let burst = 0; burst < 40; burst++) {
      asked.push(...ask(20));
      mentions.push(discord.say(`<@${discord.world.bot.id}> ${QUESTION}`));
      await sleep(100);
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
    expect(discord.violations.filter((each) => !/Unknown interaction/.test(each))).toEqual([]);
  });

  it.each([
    ['once', 0],
    ['twice', 300],
  ])('are completed or refused when the bot is told to stop %s: nobody is left waiting', async (_, again) => {
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
