import { setTimeout } from 'node:timers/promises';
import { seeded } from '../../../src/calibration/random.js';
import { StandIn } from '../../discord-stand-in/stand-in.js';
import { killOnce, used } from './kills.js';
import { Outcomes, type Tried } from './outcomes.js';
import { QUESTION, type Workshop } from './workshop.js';

/** Kills the bot itself while it indexes. It is restarted each time, and must answer from the current index. */
export async function killedBot(times: number, seed: number, onTried: () => void = () => {}): Promise<Tried> {
  const outcomes = new Outcomes(`the bot killed while it indexes (seed ${seed})`);
  const random = seeded(seed);
  const discord = await StandIn.start();
  const place = await used({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, RATE_LIMIT_PERSON: 'off' });

  /** Asks the bot, starts an index run, and kills it. */
  async function run(workshop: Workshop, expected: number, after: number) {
    let kill = () => {};
    let ready = () => {};
    const isReady = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const ended = workshop.run('start', [], {
      onStart(end) {
        kill = end;
      },
      onOutput(written) {
        if (written.includes('"msg":"commands"')) ready();
      },
    });
    await Promise.race([isReady, ended]);
    try {
      await discord.slash('ask', { question: QUESTION }).reply(new RegExp(`${expected}\\W+bridges`), 30_000);
      discord.slash('reindex', {}, discord.world.manager);
      await setTimeout(after);
    } finally {
      kill();
    }
    return ended;
  }

  try {
    // The bot's worker thread loads the model again for each run, which a separate index run has finished by then.
    const longest = 2 * place.working;
    for (let round = 0; round < times; round++) {
      const after = longest * random();
      const expected = place.version;
      await outcomes.try(`${Math.round(after)} ms after /reindex`, () =>
        killOnce(place, (workshop) => run(workshop, expected, after)),
      );
      onTried();
    }
    return outcomes.tried;
  } finally {
    await place.serving.close();
    await place.workshop.close();
    await discord.close();
  }
}
