import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type APIMessage, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import { Changes } from './changes.js';
import type { Exchange } from './exchange.js';
import { Gateway } from './gateway.js';
import { type Refusal, RestServer } from './http.js';
import { autocompleteOf, buttonOf, interactionOf, type Options, type Place, slashOf } from './interaction.js';
import { createMessage } from './messages.js';
import { loadApiDescription } from './openapi.js';
import { ChannelStore } from './routes/channels.js';
import { CommandStore } from './routes/commands.js';
import { InteractionStore } from './routes/interactions.js';
import { type Person, World } from './world.js';

/**
 * Discord as the bot meets it: its REST API and gateway over real HTTP and WebSocket on loopback, with one server, a
 * few people, and every rule that a bot can break. What the bot does wrong is refused as Discord does, and stands in
 * `violations`.
 */
export class StandIn {
  readonly token =
    `${randomBytes(18).toString('base64url')}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
  readonly world = new World();
  readonly changes = new Changes();
  readonly description = loadApiDescription();
  readonly rest = new RestServer(this.token, this.changes, this.description);
  readonly gateway: Gateway;
  readonly commands = new CommandStore(this.world);
  readonly channels: ChannelStore;
  readonly interactions = new InteractionStore(this.world);

  private constructor(grantsMessageContent: boolean) {
    const options = { token: this.token, grantsMessageContent };
    this.gateway = new Gateway(this.rest.server, this.world, this.changes, options);
    this.channels = new ChannelStore(this.world, (message) => this.deliver(message));
    this.rest.routes.push(
      { method: 'GET', path: '/gateway/bot', authenticated: true, handle: () => ({ body: this.#gatewayBot() }) },
      ...this.commands.routes(),
      ...this.channels.routes(),
      ...this.interactions.routes(),
    );
  }

  static async start({ grantsMessageContent = true } = {}): Promise<StandIn> {
    const standIn = new StandIn(grantsMessageContent);
    standIn.rest.server.listen(0, '127.0.0.1');
    await once(standIn.rest.server, 'listening');
    return standIn;
  }

  async close(): Promise<void> {
    this.gateway.close();
    this.rest.server.closeAllConnections();
    this.rest.server.close();
    await once(this.rest.server, 'close');
  }

  get #port(): number {
    return (this.rest.server.address() as AddressInfo).port;
  }

  /** For `DISCORD_API_URL`. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  get violations(): readonly string[] {
    return this.rest.violations;
  }

  /** Uses a slash command: `slash('sources show', { article: 'demining.txt' })`. */
  slash(command: string, options: Options = {}, person: Person = this.world.asker, place: Place = 'server'): Exchange {
    return this.#interact(person, place, slashOf(this.commands.commands, command, options));
  }

  /** Types into an option that has autocomplete. */
  type(command: string, option: string, typed: string, person: Person = this.world.asker): Exchange {
    return this.#interact(person, 'server', autocompleteOf(this.commands.commands, command, option, typed));
  }

  /** Presses the button that bears this label, on the message that an exchange led to. */
  press(under: Exchange, label: string, person: Person = this.world.asker): Exchange {
    const exchange = this.#interact(person, 'server', buttonOf(under.message, label));
    exchange.message = under.message;
    return exchange;
  }

  /** Says something in a channel; a person's `dm` is the direct messages with the bot. */
  say(text: string, channelId: string = this.world.general.id, author = this.world.asker.user): APIMessage {
    const message = createMessage(this.world, { channelId, author, body: { content: text } });
    this.channels.messages.push(message);
    this.deliver(message);
    return message;
  }

  /** Sends a message's MESSAGE_CREATE, without what the bot's intents don't let it see. */
  deliver(message: APIMessage): void {
    const isDirect = this.world.channelOf(message.channel_id)?.type === 1;
    const person = this.world.people.get(message.author.id);
    const wanted = isDirect ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
    const isOpen = isDirect || message.mentions.some(({ id }) => id === this.world.bot.id);
    const place = isDirect ? {} : { guild_id: this.world.guildId, member: this.world.member(person ?? { roles: [] }) };
    this.gateway.dispatch(GatewayDispatchEvents.MessageCreate, (intents) => {
      if (!(intents & wanted)) return undefined;
      const seesContent = isOpen || (intents & GatewayIntentBits.MessageContent) !== 0;
      const hidden = { content: '', embeds: [], attachments: [], components: [] };
      return { ...message, ...(seesContent ? {} : hidden), ...place };
    });
  }

  /** The bot's replies to a message so far. */
  answersTo({ id }: APIMessage): APIMessage[] {
    return this.channels.messages.filter(({ message_reference }) => message_reference?.message_id === id);
  }

  answerTo(message: APIMessage): Promise<APIMessage> {
    return this.changes.until(`an answer to "${message.content}"`, () => this.answersTo(message)[0]);
  }

  /** Answers the next requests that match with an error. */
  refuse(refusal: Refusal): void {
    this.rest.refusals.push(refusal);
  }

  #interact(person: Person, place: Place, data: Parameters<typeof interactionOf>[3]): Exchange {
    const { exchange, payload } = interactionOf(this.world, person, place, data, this.changes);
    this.interactions.exchanges.push(exchange);
    this.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, () => payload);
    return exchange;
  }

  #gatewayBot(): object {
    const session_start_limit = { total: 1_000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
    return { url: `ws://127.0.0.1:${this.#port}`, shards: 1, session_start_limit };
  }
}
