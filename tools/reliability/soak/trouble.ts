import { setTimeout as sleep } from 'node:timers/promises';
import type { Mishap } from '../../discord-stand-in/rest/http.js';
import type { StandIn } from '../../discord-stand-in/stand-in.js';

/** A problem between the bot and Discord. Resolves when it is over. */
type Trouble = (discord: StandIn, chance: () => number) => Promise<void>;

/** Milliseconds that a network problem lasts. */
const LASTS = 4_000;

function weather(mishap: (chance: () => number) => Mishap | undefined): Trouble {
  return async (discord, chance) => {
    discord.rest.weather = () => mishap(chance);
    await sleep(LASTS);
    discord.rest.weather = () => undefined;
  };
}

const RATE_LIMITED = { status: 429, headers: { 'retry-after': '0.2' } };

/** What a connection experiences again and again: none of it loses a request. */
export const TROUBLES: Readonly<Record<string, Trouble>> = {
  closed: async ({ gateway }) => gateway.disconnect(),
  cut: async ({ gateway }) => gateway.cut(),
  'told to reconnect': async ({ gateway }) => gateway.askToReconnect(),
  'heartbeats unanswered': async ({ gateway }) => {
    gateway.acknowledges = false;
    await sleep(2.5 * gateway.heartbeatInterval);
    gateway.acknowledges = true;
  },
  'everything delivered again': async ({ gateway }) => {
    gateway.replaysEverything = true;
    gateway.disconnect();
    await sleep(LASTS);
    gateway.replaysEverything = false;
  },
  'slow network': weather((chance) => ({ delay: 400 * chance() })),
  'server errors': weather((chance) =>
    chance() < 0.15 ? { instead: { status: 503 }, carriedOut: chance() < 0.3 } : undefined,
  ),
  'rate limits': weather((chance) => (chance() < 0.15 ? { instead: RATE_LIMITED } : undefined)),
};

/** The session is lost, and with it everything before there is a new one: nobody may ask anything meanwhile. */
export async function loseSession({ gateway, changes }: StandIn): Promise<void> {
  const { identifies } = gateway;
  gateway.forgetSessions();
  await changes.until(
    'a new session',
    () => (gateway.identifies > identifies && gateway.connected) || undefined,
    60_000,
  );
}
