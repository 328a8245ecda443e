import {
  type APIInteractionResponse,
  type APIMessage,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import { type Exchange, isEphemeral } from '../client/exchange.js';
import { modalFaults } from '../client/modal.js';
import type { Delivery } from '../gateway/delivery.js';
import type { MessageBody } from '../messages/limits.js';
import { createMessage, editMessage } from '../messages/messages.js';
import type { FileStore, Upload } from '../rest/files.js';
import { ApiError, type Call, type Reply, type Route } from '../rest/http.js';
import type { Person, World } from '../world/world.js';
import type { ChannelStore } from './channels.js';
import { checkEdit, checkMessage } from './messages.js';

type Files = ReadonlyMap<number, Upload>;

const WEBHOOK = '/webhooks/{webhook_id}/{webhook_token}';
/** Milliseconds after which a client may assume that a response was lost. */
const RETRY_AFTER_MS = 1_000;
/** How many follow-up messages an app may send if only a person has installed it. */
const MOST_PERSONAL_FOLLOW_UPS = 5;

/** Callbacks to interactions, and the webhook for edits, deletions and follow-ups. */
export class InteractionStore {
  readonly exchanges: Exchange[] = [];

  constructor(
    private readonly world: World,
    private readonly channels: ChannelStore,
    private readonly delivery: Delivery,
    private readonly files: FileStore,
  ) {}

  routes(): Route[] {
    const route = (method: string, path: string, handle: Route['handle']) => {
      return { method, path, authenticated: false, handle };
    };
    const messages = ['@original', '{message_id}'].flatMap((id) => [
      route('PATCH', `${WEBHOOK}/messages/${id}`, (call) => ({ body: this.#edit(call) })),
      route('GET', `${WEBHOOK}/messages/${id}`, (call) => ({ body: this.#message(call) })),
      route('DELETE', `${WEBHOOK}/messages/${id}`, (call) => this.#remove(call)),
    ]);
    return [
      route('POST', '/interactions/{interaction_id}/{interaction_token}/callback', (call) => this.#callback(call)),
      route('POST', WEBHOOK, (call) => ({ body: this.#followUp(call) })),
      ...messages,
    ];
  }

  /** The only person who sees an ephemeral message; undefined for a message that everybody sees. */
  shownTo(message: APIMessage): Person | undefined {
    if (!isEphemeral(message)) return undefined;
    return this.exchanges.find((each) => each.message === message || each.followUps.includes(message))?.facts.person;
  }

  #callback({ params, query, body, files, isHeard }: Call): Reply {
    // Requests are usually about the newest.
    const exchange = this.exchanges.findLast(
      ({ id, token }) => id === params.interaction_id && token === params.interaction_token,
    );
    if (!exchange || exchange.isTooLate) throw new ApiError(404, 10062, 'Unknown interaction', true);
    if (exchange.callback) {
      // A retry is not a fault if the first response was lost or late; one of the two may also overtake the other.
      const isAgain = exchange.age - exchange.callback.afterMs > RETRY_AFTER_MS;
      const isFault = isHeard() && exchange.callback.isHeard() && !isAgain;
      throw new ApiError(400, 40060, 'Interaction has already been acknowledged.', isFault);
    }
    const { type } = body as APIInteractionResponse;
    this.#take(exchange, body as APIInteractionResponse, files);
    exchange.acknowledge(type, isHeard);
    if (query.get('with_response') !== 'true') return {};
    const { message, id, kind } = exchange;
    const isLoading = ((message?.flags ?? 0) & MessageFlags.Loading) !== 0;
    const said = message && type !== InteractionResponseType.Modal;
    const interaction = {
      ...{ id, type: kind, response_message_loading: isLoading, response_message_ephemeral: exchange.isEphemeral },
      ...(said && { response_message_id: message.id }),
    };
    return { body: { interaction, ...(said && { resource: { type, message } }) } };
  }

  #take(exchange: Exchange, response: APIInteractionResponse, files: Files): void {
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
        if (flags & ~MessageFlags.Ephemeral) throw invalid('a deferred reply accepts only the flag EPHEMERAL');
        exchange.message = this.#create(exchange, { flags: flags | MessageFlags.Loading }, files);
        return;
      }
      case InteractionResponseType.ChannelMessageWithSource:
        checkMessage(response.data as MessageBody);
        exchange.message = this.#create(exchange, response.data as MessageBody, files);
        return;
      case InteractionResponseType.UpdateMessage:
        if (!exchange.message) throw invalid('there is no message to update');
        this.#change(exchange.message, response.data as MessageBody, files);
        return;
      case InteractionResponseType.DeferredMessageUpdate:
        if (!exchange.message) throw invalid('there is no message to update');
        return;
      case InteractionResponseType.Modal: {
        if (exchange.kind === InteractionType.ModalSubmit) throw invalid('a modal in response to a modal');
        const faults = modalFaults(response.data);
        if (faults.length > 0) throw invalid(faults.join('; '));
        exchange.modal = response.data;
        return;
      }
      default:
        throw invalid(`response type ${response.type} is not supported by the stand-in`);
    }
  }

  #create({ facts }: Exchange, body: MessageBody, files: Files): APIMessage {
    const attachments = [...files.values()].map((file) => this.files.add(file));
    const { applicationId } = this.world;
    const extra = { application_id: applicationId, webhook_id: applicationId, interaction_metadata: facts.metadata };
    const message = createMessage(this.world, {
      ...{ channelId: facts.channelId, author: this.world.bot, body, attachments },
      extra: extra as Partial<APIMessage>,
    });
    if (isEphemeral(message)) return message;
    this.channels.messages.push(message);
    this.delivery.message('create', message);
    return message;
  }

  #change(message: APIMessage, body: MessageBody, files: Files): void {
    checkEdit(message, body);
    editMessage(
      message,
      body,
      [...files.values()].map((file) => this.files.add(file)),
    );
    this.delivery.message('edit', message);
  }

  #exchange({ params: { webhook_id, webhook_token } }: Call): Exchange {
    const exchange = this.exchanges.findLast(({ token }) => token === webhook_token);
    if (!exchange || webhook_id !== this.world.applicationId) throw new ApiError(404, 10015, 'Unknown Webhook', true);
    if (exchange.isExpired) throw new ApiError(401, 50027, 'Invalid Webhook Token', false);
    if (!exchange.callback) throw new ApiError(404, 10008, 'Unknown Message', true);
    return exchange;
  }

  /** The original reply, or the named follow-up. */
  #message(call: Call): APIMessage {
    const exchange = this.#exchange(call);
    const id = call.params.message_id;
    const known = [exchange.message, ...exchange.followUps];
    const message = id === undefined ? exchange.message : known.find((each) => each?.id === id);
    if (!message) throw new ApiError(404, 10008, 'Unknown Message', true);
    return message;
  }

  #edit(call: Call): APIMessage {
    const message = this.#message(call);
    this.#change(message, call.body as MessageBody, call.files);
    return message;
  }

  #remove(call: Call): Reply {
    const exchange = this.#exchange(call);
    const message = this.#message(call);
    if (exchange.message === message) exchange.message = undefined;
    else exchange.followUps.splice(exchange.followUps.indexOf(message), 1);
    const position = this.channels.messages.indexOf(message);
    if (position >= 0) this.channels.messages.splice(position, 1);
    if (!isEphemeral(message)) this.delivery.removed(message);
    return {};
  }

  #followUp(call: Call): APIMessage {
    const exchange = this.#exchange(call);
    if (exchange.facts.isPersonal && exchange.followUps.length >= MOST_PERSONAL_FOLLOW_UPS) {
      throw new ApiError(400, 40094, 'too many follow-up messages of a user-installed app', true);
    }
    checkMessage(call.body as MessageBody);
    const message = this.#create(exchange, call.body as MessageBody, call.files);
    exchange.followUps.push(message);
    return message;
  }
}
