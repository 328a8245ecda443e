import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openState, type State } from '../../../src/state/state.js';
import { StandIn } from '../../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from '../bot-process.js';
import { createLibrary, type TestLibrary } from '../library.js';

export const QUESTION = 'Which quantum chromodynamics textbook is cheapest?';
export const LIKEWISE = 'What is the cheapest textbook on quantum chromodynamics?';
export const OTHER = '=HYPERLINK("https://example.com","Who won the chess cup?")';

// Set before the first test of a block.
export let discord: StandIn;
export let library: TestLibrary;
export let bot: BotProcess;
export let state: State;
let environment: Record<string, string>;

export async function start(): Promise<void> {
  bot = new BotProcess(library.root, environment);
  await bot.logged('commands');
}

export const kept = (guild = discord.world.guildId) => state.unanswered.all(guild, 365).map(({ question }) => question);

/** Waits until that many questions are stored, which happens after the answer. */
export async function untilKept(count: number): Promise<void> {
  const probe = () => (kept().length === count ? true : undefined);
  const looking = setInterval(() => discord.changes.notify(), 20);
  await discord.changes.until(`${count} kept questions`, probe).finally(() => clearInterval(looking));
}

/** One server keeps questions for 30 days, the others none; one bot for all tests of a block, in order. */
export function withKeptQuestions(): void {
  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    const dataDir = path.join(library.root, 'data');
    await mkdir(path.join(library.articles, 'staff'));
    await writeFile(path.join(library.articles, 'staff', 'broken.jsonl'), '{"id": "x"\n');
    await writeFile(
      path.join(library.articles, 'staff', 'rota.txt'),
      'The rota\n\nAnders opens the library on Monday.\n',
    );
    await writeFile(path.join(library.articles, 'staff', 'away.links'), 'http://127.0.0.1:1/rota?key=secret\n');
    state = openState(dataDir, {});
    state.settings.change(discord.world.guildId, { keepQuestions: 30 });
    state.settings.change(discord.world.elsewhere.id, { collections: [''] });
    environment = {
      ...library.environment,
      DATA_DIR: dataDir,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ADMIN_ROLE_IDS: discord.world.adminRole.id,
    };
    await start();
    await bot.logged('links could not all be fetched');
    await discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed|Indexed/, 60_000);
  });

  afterEach(() => {
    expect(discord.rest.violations.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    expect(await bot.stop()).toBe(0);
    // The log contains nothing of unanswered questions.
    expect(bot.output).not.toMatch(/chromodynamics|chess cup/);
    state.close();
    await discord.close();
    await library.remove();
  });
}
