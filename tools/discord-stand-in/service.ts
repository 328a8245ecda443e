import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { OverwriteType } from 'discord-api-types/v10';
import { Delivery } from './gateway/delivery.js';
import { Gateway } from './gateway/gateway.js';
import { type Refusal, RestServer } from './rest/http.js';
import { loadApiDescription } from './rest/openapi.js';
import { ChannelStore } from './routes/channels.js';
import { CommandStore } from './routes/commands.js';
import { InteractionStore } from './routes/interactions.js';
import { MessageRoutes } from './routes/messages.js';
import { selfRoutes } from './routes/self.js';
import { ThreadRoutes } from './routes/threads.js';
import { Changes } from './world/changes.js';
import { overwrite, type Permission } from './world/permissions.js';
import type { ServerChannel } from './world/server.js';
import { World } from './world/world.js';

/** What the bot connects to: REST API and gateway on loopback, over one world. The bot's mistakes are listed in `violations`. */
export class Service {
  readonly token =
    `${randomBytes(18).toString('base64url')}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
  readonly world = new World();
  readonly changes = new Changes();
  readonly description = loadApiDescription();
  readonly rest = new RestServer(this.token, this.changes, this.description);
  readonly gateway: Gateway;
  readonly commands = new CommandStore(this.world);
  readonly delivery: Delivery;
  readonly channels: ChannelStore;
  readonly interactions: InteractionStore;

  protected constructor(grantsMessageContent: boolean) {
    const options = { token: this.token, grantsMessageContent };
    const { world, changes, rest } = this;
    const { files } = rest;
    this.gateway = new Gateway(rest.server, world, changes, options);
    this.delivery = new Delivery(world, this.gateway);
    this.channels = new ChannelStore(world, this.delivery);
    this.interactions = new InteractionStore(world, this.channels, this.delivery, files);
    rest.routes.push(
      { method: 'GET', path: '/gateway/bot', authenticated: true, handle: () => ({ body: this.#gatewayBot() }) },
      ...this.commands.routes(),
      ...this.channels.routes(),
      ...new MessageRoutes(world, this.channels, this.delivery, files).routes(),
      ...new ThreadRoutes(world, this.channels, this.delivery).routes(),
      ...this.interactions.routes(),
      ...selfRoutes(world, grantsMessageContent),
    );
  }

  /** Listens on a free port. */
  protected async listen(): Promise<void> {
    this.rest.server.listen(0, '127.0.0.1');
    await once(this.rest.server, 'listening');
    this.rest.files.origin = `http://127.0.0.1:${this.#port}`;
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

  /** Allows or denies the bot permissions in a channel from now on: `permit(general, ['SendMessages'], false)`. */
  permit(channel: ServerChannel, permissions: readonly Permission[], allowed: boolean): void {
    const self = { id: this.world.bot.id, type: OverwriteType.Member };
    overwrite(channel, self, permissions, allowed ? 'allow' : 'deny');
    this.delivery.channelChanged(channel);
  }

  /** Forgets everything except the last `most` messages, requests and interactions, so that it can run for days. */
  forget(most: number): void {
    for (const list of [
      this.channels.messages,
      this.channels.typing,
      this.rest.requests,
      this.interactions.exchanges,
    ]) {
      list.splice(0, list.length - most);
    }
    this.gateway.forgetEvents(most);
  }

  /** Answers the next matching requests with an error. */
  refuse(refusal: Refusal): void {
    this.rest.refusals.push(refusal);
  }

  #gatewayBot(): object {
    const session_start_limit = { total: 1_000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
    return { url: `ws://127.0.0.1:${this.#port}`, shards: 1, session_start_limit };
  }
}
