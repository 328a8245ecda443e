import { type APIMessage, ChannelType, MessageFlags } from 'discord-api-types/v10';
import type { Delivery } from '../gateway/delivery.js';
import { messageFaults, pings } from '../messages/limits.js';
import { createMessage, editMessage, type Posting } from '../messages/messages.js';
import type { FileStore } from '../rest/files.js';
import { ApiError, type Call, type Route } from '../rest/http.js';
import type { World } from '../world/world.js';
import { type ChannelStore, sendingIn } from './channels.js';

type SentBody = Posting['body'] & {
  readonly enforce_nonce?: boolean;
  readonly message_reference?: { readonly message_id: string; readonly fail_if_not_exists?: boolean };
};

/** Messages that the bot posts, edits and deletes in channels. */
export class MessageRoutes {
  constructor(
    private readonly world: World,
    private readonly channels: ChannelStore,
    private readonly delivery: Delivery,
    private readonly files: FileStore,
  ) {}

  routes(): Route[] {
    const one = '/channels/{channel_id}/messages/{message_id}';
    const all = '/channels/{channel_id}/messages';
    const route = (method: string, path: string, handle: Route['handle']) => {
      return { method, path, authenticated: true, handle };
    };
    return [
      route('POST', all, (call) => ({ body: this.#post(call) })),
      route('GET', all, (call) => ({ body: this.#list(call) })),
      route('GET', one, (call) => ({ body: this.channels.message(call) })),
      route('PATCH', one, (call) => ({ body: this.#edit(call) })),
      route('DELETE', one, (call) => this.#remove(call)),
    ];
  }

  #post(call: Call): APIMessage {
    const body = call.body as SentBody;
    const channel = this.channels.reach(call);
    if (channel.type === ChannelType.GuildForum) throw new ApiError(400, 50024, 'a forum accepts only threads', true);
    this.channels.reach(call, [sendingIn(channel), ...(call.files.size > 0 ? (['AttachFiles'] as const) : [])]);
    checkMessage(body);
    const { messages } = this.channels;
    const twin = messages.find(
      ({ nonce, channel_id }) => body.enforce_nonce && nonce === body.nonce && channel_id === channel.id,
    );
    if (twin) return twin;
    const reference = body.message_reference;
    const replyTo = reference && messages.find(({ id }) => id === reference.message_id);
    if (reference && !replyTo && (reference.fail_if_not_exists ?? true)) {
      throw new ApiError(400, 50035, 'message_reference: Unknown message', false);
    }
    if (replyTo) this.channels.reach(call, ['ReadMessageHistory']);
    const attachments = [...call.files.values()].map((file) => this.files.add(file));
    const posting = { channelId: channel.id, author: this.world.bot, body, replyTo, attachments };
    const message = createMessage(this.world, posting);
    messages.push(message);
    this.delivery.message('create', message);
    return message;
  }

  #list(call: Call): APIMessage[] {
    const channel = this.channels.reach(call, ['ReadMessageHistory']);
    const limit = Number(call.query.get('limit') ?? 50);
    const [before, after] = [call.query.get('before'), call.query.get('after')];
    return this.channels.messages
      .filter(({ channel_id, id }) => {
        const isInside = (!before || BigInt(id) < BigInt(before)) && (!after || BigInt(id) > BigInt(after));
        return channel_id === channel.id && isInside;
      })
      .slice(-limit)
      .reverse();
  }

  #edit(call: Call): APIMessage {
    const message = this.#own(call);
    const body = call.body as SentBody;
    checkEdit(message, body);
    editMessage(
      message,
      body,
      [...call.files.values()].map((file) => this.files.add(file)),
    );
    this.delivery.message('edit', message);
    return message;
  }

  #remove(call: Call): object {
    const message = this.#own(call);
    this.channels.messages.splice(this.channels.messages.indexOf(message), 1);
    this.delivery.removed(message);
    return {};
  }

  #own(call: Call): APIMessage {
    const message = this.channels.message(call);
    if (message.author.id !== this.world.bot.id) throw new ApiError(403, 50005, 'not the bot’s own message', true);
    return message;
  }
}

/** Refuses a message that Discord would refuse, or that would ping somebody. */
export function checkMessage(body: Parameters<typeof messageFaults>[0]): void {
  const faults = [...messageFaults(body), ...pings(body).map((who) => `pings ${who}`)];
  if (faults.length > 0) throw new ApiError(400, 50035, `Invalid Form Body: ${faults.join('; ')}`, true);
}

/** The same for an edit: the Components V2 flag can't be removed, so it still applies if the edit does not name it. */
export function checkEdit(message: APIMessage, body: Parameters<typeof messageFaults>[0]): void {
  const kept = (message.flags ?? 0) & MessageFlags.IsComponentsV2;
  const stays = body.components == null && body.content == null ? { components: message.components ?? [] } : {};
  checkMessage({ ...body, ...stays, flags: (body.flags ?? 0) | kept });
}
