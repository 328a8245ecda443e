import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Verbatim } from '../../src/app/verbatim.js';
import type { Config } from '../../src/config/config.js';
import { startBot } from '../../src/discord/bot.js';
import { inspect, withoutPaths } from '../../src/doctor/inspect.js';
import { createLogger } from '../../src/logging/logger.js';
import { Meters } from '../../src/metrics/meters.js';
import { openState } from '../../src/state/state.js';
import { StandIn } from '../discord-stand-in/stand-in.js';
import { servePage } from './page-server.js';

export interface Preview {
  /** The address of the page. */
  readonly url: string;
  readonly discord: StandIn;
  /** Stops page, bot and stand-in, and deletes their data. `verbatim` stays open. */
  close(): Promise<void>;
}

/** Runs the bot with the stand-in for Discord, and a page on 127.0.0.1 that looks like its client. @throws PortTakenError */
export async function startPreview(verbatim: Verbatim, config: Config, port: number): Promise<Preview> {
  const discord = await StandIn.start();
  const endings: (() => Promise<void> | void)[] = [() => discord.close()];
  const close = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    const page = await servePage(discord, port);
    endings.push(() => page.close());
    // Servers and people are recreated at each start, so their data is not worth keeping.
    const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-preview-'));
    endings.push(() => rm(folder, { recursive: true, force: true }));
    const { askHere, adminRole } = discord.world;
    const lists = { askChannelIds: [askHere.id], adminRoleIds: [adminRole.id] };
    const own = { ...config, dataDir: folder, discord: { ...config.discord, apiUrl: discord.apiUrl, ...lists } };
    const state = openState(folder, { admins: lists.adminRoleIds, watched: lists.askChannelIds });
    endings.push(() => state.close());
    const bot = await startBot({
      verbatim,
      state,
      config: { ...own.discord, token: discord.token },
      meters: new Meters(),
      logger: createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel, [discord.token]),
      inspect: async () => withoutPaths(await inspect(own), own),
    });
    endings.push(() => bot.stop());
    return { url: page.url, discord, close };
  } catch (error) {
    await close();
    throw error;
  }
}
