import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { BotProcess, type LogLine } from '../discord/bot-process.js';
import { createLibrary, type TestLibrary } from '../discord/library.js';

const QUESTION = 'How large an area of farmland was de-mined?';

describe('the log', { timeout: 60_000 }, () => {
  let discord: StandIn;
  let library: TestLibrary;
  let bot: BotProcess;

  const linesOf = (reference: unknown) => bot.log.filter((line) => line.reference === reference);
  const messages = (lines: readonly LogLine[]) => lines.map(({ msg }) => msg);
  const receivedAs = async (id: string) => {
    const line = () => bot.log.find((each) => each.interaction === id || each.message === id);
    await expect.poll(line).toBeDefined();
    return line()?.reference;
  };

  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    bot = new BotProcess(library.root, {
      ...library.environment,
      LOG_LEVEL: 'debug',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    });
    await bot.logged('commands');
    await discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed/, 60_000);
  });

  afterAll(async () => {
    expect(await bot.stop()).toBe(0);
    await discord.close();
    await library.remove();
  });

  it('follows a question with one reference from its reception through every stage to its outcome', async () => {
    const asked = discord.slash('ask', { question: QUESTION });
    await asked.reply(/###/);
    const reference = await receivedAs(asked.id);
    expect(reference).toMatch(/^[0-9a-f]{8}$/);
    await expect.poll(() => messages(linesOf(reference)).at(-1)).toBe('question');
    const lines = linesOf(reference);
    expect(lines[0]).toMatchObject({ msg: 'received', command: 'ask', way: 'command' });
    expect(lines.map(({ stage }) => stage).filter(Boolean)).toEqual([
      'wait',
      'embed',
      'search',
      'rank',
      'read',
      'judge',
      'quote',
      'answer',
      'verify',
    ]);
    expect(lines.at(-1)).toMatchObject({ level: 30, way: 'command', outcome: 'answered' });
    const took = Number(lines.at(-1)?.milliseconds);
    expect(took).toBeGreaterThanOrEqual(Number(lines.find(({ stage }) => stage === 'answer')?.milliseconds) - 1);
    expect(bot.output).not.toContain('farmland');
  });

  it('gives each of many simultaneous questions its own', async () => {
    const from = bot.log.length;
    const asked = [
      ...Array.from({ length: 5 }, () => discord.slash('ask', { question: QUESTION })),
      ...Array.from({ length: 3 }, () => discord.say(`<@${discord.world.bot.id}> ${QUESTION}`)),
    ];
    await expect
      .poll(() => bot.log.slice(from).filter(({ msg }) => msg === 'question').length, { timeout: 20_000 })
      .toBe(8);
    const references = await Promise.all(asked.map(({ id }) => receivedAs(id)));
    expect(new Set(references).size).toBe(8);
    for (const reference of references) {
      const lines = linesOf(reference);
      expect(lines.filter(({ stage }) => stage === 'read')).toHaveLength(1);
      expect(lines.filter(({ msg }) => msg === 'question')).toHaveLength(1);
    }
    // Every log line about a question has its reference.
    expect(bot.log.filter(({ msg, reference }) => msg === 'stage' && !reference)).toEqual([]);
  });

  it('tells the asker of a failed question the same reference that its log lines have', async () => {
    discord.refuse({ method: 'PATCH', path: /@original$/, status: 400, code: 50_035, times: 1 });
    const asked = discord.slash('ask', { question: QUESTION });
    const told = await asked.reply(/reference/, 20_000);
    const [, reference] = /reference ([0-9a-f]{8})/.exec(told) ?? [];
    expect(reference).toBe(await receivedAs(asked.id));
    const lines = linesOf(reference);
    expect(messages(lines)).toEqual(expect.arrayContaining(['received', 'stage', 'failed']));
    await expect.poll(() => linesOf(reference).at(-1)).toMatchObject({ msg: 'question', outcome: 'failed' });
  });
});
