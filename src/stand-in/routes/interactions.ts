import {
  type APIInteractionResponse,
  type APIMessage,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Exchange } from '../exchange.js';
import { ApiError, type Call, type Reply, type Route } from '../http.js';
import type { MessageBody } from '../limits.js';
import { createMessage, editMessage } from '../messages.js';
import type { World } from '../world.js';
import { checkMessage } from './channels.js';

const ORIGINAL = '/webhooks/{webhook_id}/{webhook_token}/messages/@original';

/** Callbacks to interactions, and the webhook that edits and follows up. */
export class InteractionStore {
  readonly exchanges: Exchange[] = [];

  constructor(private readonly world: World) {}

  routes(): Route[] {
    const route = (method: string, path: string, handle: Route['handle']) => ({
      method,
      path,
      authenticated: false,
      handle,
    });
    return [
      route('POST', '/interactions/{interaction_id}/{interaction_token}/callback', (call) => this.#callback(call)),
      route('PATCH', ORIGINAL, (call) => ({ body: this.#edit(call) })),
      route('GET', ORIGINAL, ({ params }) => ({ body: this.#replied(params).message })),
      route('POST', '/webhooks/{webhook_id}/{webhook_token}', (call) => ({ body: this.#followUp(call) })),
    ];
  }

  #callback({ params, body }: Call): Reply {
    const exchange = this.exchanges.find(
      ({ id, token }) => id === params.interaction_id && token === params.interaction_token,
    );
    if (!exchange || exchange.isTooLate) throw new ApiError(404, 10062, 'Unknown interaction', true);
    if (exchange.callback) throw new ApiError(400, 40060, 'Interaction has already been acknowledged.', true);
    this.#take(exchange, body as APIInteractionResponse);
    exchange.acknowledge((body as APIInteractionResponse).type);
    return {};
  }

  #take(exchange: Exchange, response: APIInteractionResponse): void {
    const isAutocomplete = exchange.kind === InteractionType.ApplicationCommandAutocomplete;
    const invalid = (why: string) => new ApiError(400, 50035, `Invalid Form Body: ${why}`, true);
    if (isAutocomplete !== (response.type === InteractionResponseType.ApplicationCommandAutocompleteResult)) {
      throw invalid(`response ${response.type} to interaction ${exchange.kind}`);
    }
    switch (response.type) {
      case InteractionResponseType.ApplicationCommandAutocompleteResult:
        exchange.choices = response.data.choices ?? [];
        return;
      case InteractionResponseType.DeferredChannelMessageWithSource: {
        const flags = response.data?.flags ?? 0;
        if (flags & ~MessageFlags.Ephemeral) throw invalid('a deferred reply takes no flag but EPHEMERAL');
        exchange.message = this.#create(exchange, { flags: flags | MessageFlags.Loading });
        return;
      }
      case InteractionResponseType.ChannelMessageWithSource:
        checkMessage(response.data as MessageBody);
        exchange.message = this.#create(exchange, response.data as MessageBody);
        return;
      case InteractionResponseType.UpdateMessage:
        if (!exchange.message) throw invalid('there is no message to update');
        checkMessage(response.data as MessageBody);
        editMessage(exchange.message, response.data as MessageBody);
        return;
      case InteractionResponseType.DeferredMessageUpdate:
        if (!exchange.message) throw invalid('there is no message to update');
        return;
      default:
        throw invalid(`response type ${response.type} is not stood in for`);
    }
  }

  #create(exchange: Exchange, body: MessageBody): APIMessage {
    return createMessage(this.world, { channelId: exchange.channelId, author: this.world.bot, body });
  }

  #replied({ webhook_id, webhook_token }: Call['params']): Exchange & { message: APIMessage } {
    const exchange = this.exchanges.find(({ token }) => token === webhook_token);
    if (!exchange || webhook_id !== this.world.applicationId) throw new ApiError(404, 10015, 'Unknown Webhook', true);
    if (exchange.isExpired) throw new ApiError(401, 50027, 'Invalid Webhook Token', false);
    if (!exchange.callback || !exchange.message) throw new ApiError(404, 10008, 'Unknown Message', true);
    return exchange as Exchange & { message: APIMessage };
  }

  #edit({ params, body }: Call): APIMessage {
    const { message } = this.#replied(params);
    // The flag can't be taken back, so an edit without it is still one of a Components V2 message.
    const kept = (message.flags ?? 0) & MessageFlags.IsComponentsV2;
    const edit = body as MessageBody;
    checkMessage({ ...edit, flags: (edit.flags ?? 0) | kept });
    editMessage(message, edit);
    return message;
  }

  #followUp({ params, body }: Call): APIMessage {
    const exchange = this.#replied(params);
    checkMessage(body as MessageBody);
    const message = this.#create(exchange, body as MessageBody);
    exchange.followUps.push(message);
    return message;
  }
}
