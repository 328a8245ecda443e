import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import {
  type ApplicationFlags,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayReadyDispatchData,
  type GatewaySendPayload,
} from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Changes } from '../world/changes.js';
import { guildCreate } from '../world/guild.js';
import type { World } from '../world/world.js';

interface Session {
  readonly id: string;
  readonly intents: number;
  /** All events that were sent, for resuming. */
  sent: GatewayDispatchPayload[];
  /** The number of the last event. */
  last: number;
  socket: WebSocket | undefined;
}

interface GatewayOptions {
  readonly token: string;
  /** Whether the privileged message content intent is enabled for the application. */
  readonly grantsMessageContent: boolean;
}

const PRIVILEGED_NEVER_GRANTED = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences;
const NO_FLAGS = 0 as ApplicationFlags;
const HEARTBEAT_INTERVAL = 2_000;

/** Discord's gateway: sessions, each resumable. */
export class Gateway {
  readonly sessions: Session[] = [];
  heartbeats = 0;
  resumes = 0;
  identifies = 0;
  /** Set it to send events again, on the next resume, that the client has already received. */
  replaysEverything = false;
  /** Milliseconds between two heartbeats, sent to new connections. */
  heartbeatInterval = HEARTBEAT_INTERVAL;
  /** Clear it to ignore heartbeats, as on a half-open connection. */
  acknowledges = true;
  /** Clear it to accept connections but answer neither IDENTIFY nor RESUME. */
  answers = true;
  readonly #server: WebSocketServer;

  constructor(
    server: Server,
    private readonly world: World,
    private readonly changes: Changes,
    private readonly options: GatewayOptions,
  ) {
    this.#server = new WebSocketServer({ server });
    this.#server.on('connection', (socket) => this.#greet(socket));
  }

  /** The intents that the latest session asked for. */
  get intents(): number {
    return this.sessions.at(-1)?.intents ?? 0;
  }

  /** The number of open connections. */
  get open(): number {
    return this.#server.clients.size;
  }

  get connected(): boolean {
    return this.sessions.at(-1)?.socket !== undefined;
  }

  /** Sends an event to every session, as Discord does to all processes with the same token; `view` limits it to what the intents allow. */
  dispatch(event: GatewayDispatchEvents, view: (intents: number) => object | undefined): void {
    for (const session of this.sessions) this.#send(session, event, view(session.intents));
  }

  #send(session: Session, event: GatewayDispatchEvents, data: object | undefined): void {
    if (!data) return;
    session.last += 1;
    const payload = { op: GatewayOpcodes.Dispatch, t: event, d: data, s: session.last };
    // A sent event must not change with the object that it was made from.
    session.sent.push(structuredClone(payload) as GatewayDispatchPayload);
    session.socket?.send(JSON.stringify(payload));
  }

  /** Closes the connection; the session can be resumed. */
  disconnect(code: number = GatewayCloseCodes.UnknownError): void {
    const session = this.sessions.at(-1);
    session?.socket?.close(code);
    if (session) session.socket = undefined;
  }

  /** Cuts the connection without a close frame, like a router that is switched off. */
  cut(): void {
    this.sessions.at(-1)?.socket?.terminate();
  }

  /** Asks the client to reconnect. */
  askToReconnect(): void {
    this.sessions.at(-1)?.socket?.send(JSON.stringify({ op: GatewayOpcodes.Reconnect, d: null, s: null, t: null }));
  }

  /** Forgets all sessions and closes their connections: none can be resumed, and nobody receives what happens meanwhile. */
  forgetSessions(): void {
    for (const { socket } of this.sessions.splice(0)) socket?.close(GatewayCloseCodes.UnknownError);
  }

  /** Leaves the connection open but ignores it: events that are sent to it wait for a resume. */
  freeze(): void {
    const session = this.sessions.at(-1);
    session?.socket?.pause();
    if (session) session.socket = undefined;
  }

  /** Keeps only the newest events for resuming. */
  forgetEvents(most: number): void {
    for (const session of this.sessions) session.sent = session.sent.slice(-most);
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #greet(socket: WebSocket): void {
    const hello = { op: GatewayOpcodes.Hello, d: { heartbeat_interval: this.heartbeatInterval }, s: null, t: null };
    socket.send(JSON.stringify(hello));
    socket.on('message', (data) => this.#receive(socket, JSON.parse(String(data))));
    socket.on('close', () => {
      for (const session of this.sessions) if (session.socket === socket) session.socket = undefined;
      this.changes.notify();
    });
  }

  #receive(socket: WebSocket, payload: GatewaySendPayload): void {
    if (payload.op === GatewayOpcodes.Heartbeat) {
      this.heartbeats += 1;
      if (!this.acknowledges) return;
      socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck, d: null, s: null, t: null }));
    } else if (!this.answers) {
      return;
    } else if (payload.op === GatewayOpcodes.Identify) {
      this.#identify(socket, payload.d.token, Number(payload.d.intents));
    } else if (payload.op === GatewayOpcodes.Resume) {
      this.#resume(socket, payload.d.token, payload.d.session_id, payload.d.seq);
    }
    this.changes.notify();
  }

  #identify(socket: WebSocket, token: string, intents: number): void {
    const refused =
      PRIVILEGED_NEVER_GRANTED | (this.options.grantsMessageContent ? 0 : GatewayIntentBits.MessageContent);
    if (token !== this.options.token || intents & refused) {
      socket.close(
        token === this.options.token ? GatewayCloseCodes.DisallowedIntents : GatewayCloseCodes.AuthenticationFailed,
      );
      return;
    }
    const session: Session = { id: randomBytes(16).toString('hex'), intents, sent: [], last: 0, socket };
    this.identifies += 1;
    this.sessions.push(session);
    const address = this.#server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const servers = this.world.servers.filter(({ hasBot }) => hasBot);
    const ready: GatewayReadyDispatchData = {
      v: 10,
      user: this.world.bot,
      guilds: servers.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `ws://127.0.0.1:${port}`,
      shard: [0, 1],
      application: { id: this.world.applicationId, flags: NO_FLAGS, flags_new: '0' },
    };
    this.#send(session, GatewayDispatchEvents.Ready, ready);
    if (!(intents & GatewayIntentBits.Guilds)) return;
    for (const server of servers) {
      this.#send(session, GatewayDispatchEvents.GuildCreate, guildCreate(this.world, server));
    }
  }

  #resume(socket: WebSocket, token: string, id: string, seen: number): void {
    const session = this.sessions.find((each) => each.id === id && token === this.options.token);
    if (!session) {
      socket.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: false, s: null, t: null }));
      return;
    }
    session.socket = socket;
    this.resumes += 1;
    const missed = session.sent.filter(({ s, t }) => s > seen || (this.replaysEverything && isRepeatable(t)));
    for (const payload of missed) socket.send(JSON.stringify(payload));
    this.#send(session, GatewayDispatchEvents.Resumed, {});
  }
}

const isRepeatable = (event: GatewayDispatchEvents) =>
  event === GatewayDispatchEvents.MessageCreate || event === GatewayDispatchEvents.InteractionCreate;
