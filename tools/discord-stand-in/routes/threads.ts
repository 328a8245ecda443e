import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  type RESTPostAPIChannelThreadsJSONBody,
} from 'discord-api-types/v10';
import type { Delivery } from '../gateway/delivery.js';
import { createMessage, type Posting } from '../messages/messages.js';
import { ApiError, type Call, type Route } from '../rest/http.js';
import type { ServerChannel } from '../world/server.js';
import type { World } from '../world/world.js';
import type { ChannelStore } from './channels.js';
import { checkMessage } from './messages.js';

type NewThread = Pick<RESTPostAPIChannelThreadsJSONBody, 'name' | 'auto_archive_duration'> & {
  readonly message?: Posting['body'];
};

const THREADED: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum];

/** Threads that the bot creates, from messages or without one. */
export class ThreadRoutes {
  constructor(
    private readonly world: World,
    private readonly channels: ChannelStore,
    private readonly delivery: Delivery,
  ) {}

  routes(): Route[] {
    const route = (method: string, path: string, handle: Route['handle']) => {
      return { method, path, authenticated: true, handle };
    };
    return [
      route('POST', '/channels/{channel_id}/messages/{message_id}/threads', (call) => ({
        status: 201,
        body: this.#underMessage(call),
      })),
      route('POST', '/channels/{channel_id}/threads', (call) => ({ status: 201, body: this.#alone(call) })),
      route('PUT', '/channels/{channel_id}/thread-members/@me', (call) => {
        if (!('thread_metadata' in this.channels.reach(call))) throw new ApiError(400, 50024, 'not a thread', true);
        return {};
      }),
    ];
  }

  #underMessage(call: Call): APIThreadChannel {
    const parent = this.#parent(call);
    this.channels.reach(call, ['CreatePublicThreads']);
    const message = this.channels.message(call);
    if (message.thread) throw new ApiError(400, 160_004, 'A thread has already been created for this message', true);
    const thread = this.#open(parent, call.body as NewThread, message.id);
    message.thread = thread;
    this.delivery.thread('create', thread);
    return thread;
  }

  #alone(call: Call): APIThreadChannel {
    const parent = this.#parent(call);
    const isForum = parent.type === ChannelType.GuildForum;
    this.channels.reach(call, [isForum ? 'SendMessages' : 'CreatePublicThreads']);
    const body = call.body as NewThread;
    if (isForum !== (body.message !== undefined)) throw new ApiError(400, 50035, 'message: only for forums', true);
    if (body.message) checkMessage(body.message);
    const thread = this.#open(parent, body);
    this.delivery.thread('create', thread);
    if (body.message) this.#begin(thread, body.message);
    return thread;
  }

  #begin(thread: APIThreadChannel, body: Posting['body']): APIMessage {
    const extra = { id: thread.id };
    const message = createMessage(this.world, { channelId: thread.id, author: this.world.bot, body, extra });
    this.channels.messages.push(message);
    this.delivery.message('create', message);
    return message;
  }

  #parent(call: Call): ServerChannel {
    const channel = this.channels.reach(call);
    if (!THREADED.includes(channel.type)) throw new ApiError(400, 50024, 'threads can’t be opened here', true);
    return channel as ServerChannel;
  }

  #open(parent: ServerChannel, { name, auto_archive_duration: minutes }: NewThread, id?: string): APIThreadChannel {
    if (name.trim().length < 1 || name.length > 100) throw new ApiError(400, 50035, 'name not 1 to 100 long', true);
    if (minutes && ![60, 1_440, 4_320, 10_080].includes(minutes)) throw new ApiError(400, 50035, 'duration', true);
    const server = this.world.serverOf(parent.id);
    if (!server) throw new ApiError(404, 10003, 'Unknown Channel', true);
    return server.thread(parent, name, this.world.bot.id, id, minutes);
  }
}
