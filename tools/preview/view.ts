import { type APIMessage, ApplicationCommandType, MessageFlags } from 'discord-api-types/v10';
import type { Exchange } from '../discord-stand-in/client/exchange.js';
import type { StandIn } from '../discord-stand-in/stand-in.js';
import { permissionsIn } from '../discord-stand-in/world/permissions.js';
import type { AnyServerChannel, Server } from '../discord-stand-in/world/server.js';
import type { Person } from '../discord-stand-in/world/world.js';
import type { View, ViewedChannel, ViewedMessage } from './view-types.js';

/** The most messages of a channel that are shown, newest last. */
const MOST_MESSAGES = 100;
const VIEW_CHANNEL = 1n << 10n;
/** Milliseconds after which Discord considers an interaction failed. */
const ACKNOWLEDGEMENT_MS = 3_000;

export function viewFor(discord: StandIn, person: Person): View {
  const { world, channels, interactions, commands } = discord;
  const own = interactions.exchanges.filter(({ facts }) => facts.person === person);
  const answers = commandsByMessage(interactions.exchanges);
  const said = [...channels.messages, ...ephemeralsOf(own)].sort((one, other) =>
    BigInt(one.id) < BigInt(other.id) ? -1 : 1,
  );
  const servers = world.servers.map((server) => {
    return { id: server.id, name: server.name, channels: channelsOf(server, person) };
  });
  const direct: ViewedChannel[] = [{ id: person.dm.id, name: world.bot.username, kind: 'dm', threads: [] }];
  if (world.group.recipients?.includes(person.user)) {
    direct.push({ id: world.group.id, name: world.group.name ?? '', kind: 'group', threads: [] });
  }
  const visible = [...servers.flatMap((server) => server.channels), ...direct].flatMap(({ id, threads }) => [
    id,
    ...threads.map((thread) => thread.id),
  ]);
  const inChannel = (id: string) => said.filter(({ channel_id }) => channel_id === id).slice(-MOST_MESSAGES);
  return {
    me: { id: person.user.id, name: person.user.username, locale: person.locale },
    people: Array.from(world.people.values(), ({ user }) => ({ id: user.id, name: user.username })),
    bot: { id: world.bot.id, name: world.bot.username },
    servers: servers.filter((server) => server.channels.length > 0),
    direct,
    roles: world.servers.flatMap(({ id: server, roles }) => roles.map(({ id, name }) => ({ id, name, server }))),
    messages: Object.fromEntries(
      visible.map((id) => [id, inChannel(id).map((message) => ({ ...message, ...answers.get(message.id) }))]),
    ),
    commands: commands.commands.filter(({ type }) => type !== ApplicationCommandType.User),
    typing: countsOf(channels.typing),
    modals: Object.fromEntries(own.flatMap(({ id, modal }) => (modal ? [[id, modal]] : []))),
    failed: own.filter(({ callback, age }) => !callback && age > ACKNOWLEDGEMENT_MS).map(({ id }) => id),
  };
}

function channelsOf(server: Server, { user }: Person): ViewedChannel[] {
  const seen = (channel: AnyServerChannel) => (permissionsIn(server, user.id, channel) & VIEW_CHANNEL) !== 0n;
  return server.channels.filter(seen).map(({ id, name, type }) => ({
    ...{ id, name, kind: ({ 5: 'news', 15: 'forum' } as const)[type as number] ?? 'text' },
    threads: server.threads
      .filter((thread) => thread.parent_id === id && !thread.thread_metadata?.archived)
      .map((thread) => ({ id: thread.id, name: thread.name })),
  }));
}

/** The messages that only the person of these exchanges sees. */
function ephemeralsOf(exchanges: readonly Exchange[]): APIMessage[] {
  const all = exchanges.flatMap(({ message, followUps }) => [...(message ? [message] : []), ...followUps]);
  return [...new Set(all)].filter(({ flags }) => ((flags ?? 0) & MessageFlags.Ephemeral) !== 0);
}

function commandsByMessage(exchanges: readonly Exchange[]): Map<string, Pick<ViewedMessage, 'used'>> {
  const entries = exchanges.flatMap(({ message, facts }) =>
    message && facts.command
      ? [[message.id, { used: { by: facts.person.user.username, command: facts.command } }] as const]
      : [],
  );
  return new Map(entries);
}

function countsOf(ids: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}
