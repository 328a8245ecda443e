import type { Client, Guild } from 'discord.js';
import type { Verbatim } from '../../app/verbatim.js';
import { broken, type Finding, good, warning } from '../../doctor/finding.js';
import type { Meters } from '../../metrics/meters.js';
import type { ServerSettings } from '../../state/settings.js';
import type { Access } from '../dispatch/access.js';
import type { App } from '../dispatch/app.js';
import { readsMessageContent } from '../gateway/content-intent.js';

/** Round-trip time in milliseconds that people notice. */
const SLOW_PING = 1_000;
/** Median answer time in milliseconds that people notice. */
const SLOW_ANSWERS = 2_000;
const MOST_COLLECTIONS = 40;

/** Checks the running bot in a server, without a request to Discord. */
export function checkBot(client: Client, guild: Guild, { verbatim, state, meters }: App, access: Access): Finding[] {
  return [
    ...connection(client, guild),
    intents(client, guild, access.settings),
    ...watched(guild, access.settings, state.settings.of('')),
    ...collections(access, verbatim),
    ...vitality(meters),
  ];
}

function connection({ ws }: Client, guild: Guild): Finding[] {
  const ping = Math.round(ws.ping);
  const until = guild.members.me?.communicationDisabledUntil;
  return [
    // There is no measurement before the first heartbeat is acknowledged.
    ping < 0
      ? good('connection.new')
      : ping < SLOW_PING
        ? good('connection.fine', { ping })
        : warning('connection.slow', { ping }),
    ...(until && until.getTime() > Date.now() ? [broken('bot.silenced', { until })] : []),
  ];
}

function intents(client: Client, { channels }: Guild, { watched }: ServerSettings): Finding {
  if (!watched.some((id) => channels.cache.has(id))) return good('intent.unneeded');
  return readsMessageContent(client) ? good('intent.fine') : broken('intent.unasked');
}

/** Watched channels that no longer exist. The defaults may name channels of other servers, so those don't count. */
function watched({ channels }: Guild, settings: ServerSettings, defaults: ServerSettings): Finding[] {
  const gone = settings.watched.filter((id) => !channels.cache.has(id) && !defaults.watched.includes(id));
  return gone.map((channel) => warning('watched.gone', { channel }));
}

function collections({ own, settings }: Access, verbatim: Verbatim): Finding[] {
  const counts = new Map<string, number>();
  for (const { collection } of own.sources()) counts.set(collection, (counts.get(collection) ?? 0) + 1);
  const existing = new Set(verbatim.sources().map(({ collection }) => collection));
  const named = [...(settings.collections ?? []), ...Object.values(settings.channelCollections).flat()];
  // Without an index, existing collections are unknown.
  const gone = existing.size === 0 ? [] : [...new Set(named)].filter((name) => !existing.has(name));
  const list = [...counts].slice(0, MOST_COLLECTIONS).map(([name, count]) => `${name || '/'} (${count})`);
  return [
    ...gone.map((name) => warning('collection.gone', { name: name || '/' })),
    ...(list.length > 0 ? [good('collections.fine', { names: list.join(', ') })] : []),
  ];
}

function vitality({ lastAnswers, rateLimits, since }: Meters): Finding[] {
  const { count, median, slowest } = lastAnswers.summary ?? { count: 0, median: 0, slowest: 0 };
  const speed =
    count === 0
      ? good('answers.none')
      : median > SLOW_ANSWERS
        ? warning('answers.slow', { median, slowest })
        : good('answers.fine', { count, median, slowest });
  return [good('running', { since }), speed, rateLimits ? good('limits.some', { ...rateLimits }) : good('limits.none')];
}
