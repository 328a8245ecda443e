import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  PermissionFlagsBits,
  type RESTPatchAPIChannelJSONBody,
} from 'discord-api-types/v10';
import type { Delivery } from '../gateway/delivery.js';
import { ApiError, type Call, type Route } from '../rest/http.js';
import { ELSEWHERE, type Permission, permissionsIn } from '../world/permissions.js';
import type { AnyServerChannel } from '../world/server.js';
import type { AnyChannel, World } from '../world/world.js';

/** Channels as the bot accesses them, and who is typing in them. */
export class ChannelStore {
  /** All messages by anyone, except ephemeral ones. */
  readonly messages: APIMessage[] = [];
  readonly typing: string[] = [];

  constructor(
    private readonly world: World,
    private readonly delivery: Delivery,
  ) {}

  routes(): Route[] {
    return [
      {
        method: 'GET',
        path: '/channels/{channel_id}',
        authenticated: true,
        handle: (call) => ({ body: this.reach(call) }),
      },
      {
        method: 'PATCH',
        path: '/channels/{channel_id}',
        authenticated: true,
        handle: (call) => ({ body: this.#changeThread(call) }),
      },
      {
        method: 'POST',
        path: '/channels/{channel_id}/typing',
        authenticated: true,
        handle: (call) => {
          this.typing.push(this.reach(call, [sendingIn(this.reach(call))]).id);
          return {};
        },
      },
    ];
  }

  /** The channel that a request is about. @throws ApiError, like Discord, if the bot lacks one of the permissions. */
  reach({ params: { channel_id: id = '' } }: Pick<Call, 'params'>, needed: readonly Permission[] = []): AnyChannel {
    const channel = this.world.channelOf(id);
    if (!channel) throw new ApiError(404, 10003, 'Unknown Channel', true);
    const permissions = this.#permissions(channel);
    if (!(permissions & PermissionFlagsBits.ViewChannel)) throw new ApiError(403, 50001, 'Missing Access', false);
    const missing = needed.find((name) => !(permissions & PermissionFlagsBits[name]));
    if (missing) throw new ApiError(403, 50013, 'Missing Permissions', false);
    return channel;
  }

  /** The message that a request is about. */
  message(call: Call): APIMessage {
    const channel = this.reach(call, ['ReadMessageHistory']);
    const found = this.messages.find(
      ({ id, channel_id }) => id === call.params.message_id && channel_id === channel.id,
    );
    // People delete messages while the bot works, so this is not a fault.
    if (!found) throw new ApiError(404, 10008, 'Unknown Message', false);
    return found;
  }

  #permissions(channel: AnyChannel): bigint {
    if (channel.type === ChannelType.DM) return ELSEWHERE;
    const server = this.world.serverOf(channel.id);
    return server ? permissionsIn(server, this.world.bot.id, channel as AnyServerChannel) : 0n;
  }

  #changeThread(call: Call): APIThreadChannel {
    const channel = this.reach(call);
    const isOwn = 'thread_metadata' in channel && channel.owner_id === this.world.bot.id;
    if (!isOwn) throw new ApiError(403, 50013, 'Missing Permissions', false);
    const { name, archived, locked, auto_archive_duration } = call.body as RESTPatchAPIChannelJSONBody;
    if (name != null) channel.name = name;
    const metadata = channel.thread_metadata;
    if (metadata && archived != null) metadata.archived = archived;
    if (metadata && locked != null) metadata.locked = locked;
    if (metadata && auto_archive_duration) metadata.auto_archive_duration = auto_archive_duration;
    this.delivery.thread('edit', channel);
    return channel;
  }
}

/** The permission needed to send a message in a channel. */
export function sendingIn(channel: AnyChannel): Permission {
  return 'thread_metadata' in channel ? 'SendMessagesInThreads' : 'SendMessages';
}
