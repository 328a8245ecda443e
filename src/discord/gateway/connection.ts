import { type Client, Events, Status } from 'discord.js';
import type { Logger } from 'pino';
import type { Config } from '../../config/config.js';
import type { GatewayStatus } from '../../metrics/health.js';
import type { UserError } from '../../runtime/errors.js';
import { createClient, leave } from './client.js';
import { login, refusal } from './login.js';
import { ContentRefusedError } from './login-errors.js';
import { watchGateway } from './watchdog.js';

export interface ConnectionOptions {
  readonly config: Config['discord'] & { readonly token: string };
  /** Whether to request the message content intent. Called for each connection. */
  readonly needsContent: () => boolean;
  /** Called with each new client before it logs in. */
  readonly onClient: (client: Client) => void;
  readonly logger: Logger;
}

/** The bot's connection to Discord. If it gets stuck, a new client replaces the old one. */
export class Connection {
  /** Resolves when the connection has ended for good, with an error that says what to do. */
  readonly dismissed: Promise<UserError>;
  #dismiss = (_why: UserError): void => {};
  #client: Client | undefined;

  constructor(private readonly options: ConnectionOptions) {
    this.dismissed = new Promise((resolve) => {
      this.#dismiss = resolve;
    });
  }

  /** How many servers the bot is in. */
  get servers(): number {
    return this.#client?.guilds.cache.size ?? 0;
  }

  /** Connects, without the message content intent if Discord refuses it. @throws LoginError if the login fails. */
  async open(): Promise<Client<true>> {
    const { needsContent, logger } = this.options;
    const client = await this.#logIn(needsContent()).catch((error) => {
      if (!(error instanceof ContentRefusedError)) throw error;
      logger.warn(
        { remedy: error.message },
        'watched channels are not answered in: the message content intent is missing',
      );
      return this.#logIn(false);
    });
    client.once(Events.ShardDisconnect, ({ code }) => this.#dismiss(refusal(code)));
    return client;
  }

  /** Reconnects whenever the connection is stuck, until `signal` aborts. Call it after `open`. */
  keepAlive(signal: AbortSignal): void {
    const { config, logger } = this.options;
    void watchGateway({
      client: () => this.#current,
      limit: config.stuckAfter * 1_000,
      signal,
      connect: () => this.open(),
      logger,
    }).then((why) => why && this.#dismiss(why));
  }

  status(): GatewayStatus {
    const client = this.#client;
    return {
      isConnected: client?.ws.shards.every(({ status }) => status === Status.Ready) === true && client.isReady(),
      ping: client && client.ws.ping >= 0 ? client.ws.ping : undefined,
      servers: this.servers,
    };
  }

  async close(): Promise<void> {
    await leave(this.#current);
  }

  get #current(): Client {
    if (!this.#client) throw new Error('the connection was not opened');
    return this.#client;
  }

  #logIn(withMessageContent: boolean): Promise<Client<true>> {
    const { config, onClient } = this.options;
    const client = createClient(config, withMessageContent);
    this.#client = client;
    onClient(client);
    return login(client, config.token, config.stuckAfter * 1_000);
  }
}
