import type { APIMessage } from 'discord-api-types/v10';
import { ApiError, type Call, type Route } from '../http.js';
import { messageFaults, pings } from '../limits.js';
import { createMessage, type Posting } from '../messages.js';
import type { World } from '../world.js';

/** Messages in channels, and who is typing where. */
export class ChannelStore {
  readonly messages: APIMessage[] = [];
  readonly typing: string[] = [];

  constructor(
    private readonly world: World,
    /** Told of every message that the bot posts. */
    private readonly onMessage: (message: APIMessage) => void,
  ) {}

  routes(): Route[] {
    return [
      {
        method: 'POST',
        path: '/channels/{channel_id}/messages',
        authenticated: true,
        handle: (call) => ({ body: this.#post(call) }),
      },
      {
        method: 'POST',
        path: '/channels/{channel_id}/typing',
        authenticated: true,
        handle: ({ params }) => {
          this.typing.push(this.#channel(params));
          return {};
        },
      },
    ];
  }

  #channel({ channel_id: id = '' }: Call['params']): string {
    if (!this.world.channelOf(id)) throw new ApiError(404, 10003, 'Unknown Channel', true);
    return id;
  }

  #post({ params, body: sent }: Call): APIMessage {
    const body = sent as Posting['body'] & { enforce_nonce?: boolean; message_reference?: { message_id: string } };
    const channelId = this.#channel(params);
    checkMessage(body);
    const twin = this.messages.find(
      ({ nonce, channel_id }) => body.enforce_nonce && nonce === body.nonce && channel_id === channelId,
    );
    if (twin) return twin;
    const replyTo = body.message_reference?.message_id;
    const message = createMessage(this.world, {
      channelId,
      author: this.world.bot,
      body,
      ...(replyTo && { replyTo }),
    });
    this.messages.push(message);
    this.onMessage(message);
    return message;
  }
}

/** Refuses a message that Discord would refuse, and one that would ping somebody. */
export function checkMessage(body: Parameters<typeof messageFaults>[0]): void {
  const faults = [...messageFaults(body), ...pings(body).map((who) => `pings ${who}`)];
  if (faults.length > 0) throw new ApiError(400, 50035, `Invalid Form Body: ${faults.join('; ')}`, true);
}
