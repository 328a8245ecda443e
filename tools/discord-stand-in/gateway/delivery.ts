import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { permissionsIn } from '../world/permissions.js';
import type { AnyServerChannel, ServerChannel } from '../world/server.js';
import type { World } from '../world/world.js';
import type { Gateway } from './gateway.js';

/** Sends the bot events from channels that it sees, limited by its intents. */
export class Delivery {
  constructor(
    private readonly world: World,
    private readonly gateway: Gateway,
  ) {}

  message(event: 'create' | 'edit', message: APIMessage): void {
    if (((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0) return;
    const place = this.#placeOf(message.channel_id);
    if (!place) return;
    const { guild_id } = place;
    const server = this.world.serverOf(message.channel_id);
    const isOpen =
      !server || message.author.id === this.world.bot.id || message.mentions.some(({ id }) => id === this.world.bot.id);
    const member = server?.rolesOf(message.author.id) && server.member(message.author.id);
    const name = event === 'create' ? GatewayDispatchEvents.MessageCreate : GatewayDispatchEvents.MessageUpdate;
    this.gateway.dispatch(name, (intents) => {
      if (!(intents & place.intent)) return undefined;
      const seesContent = isOpen || (intents & GatewayIntentBits.MessageContent) !== 0;
      const hidden = { content: '', embeds: [], attachments: [], components: [] };
      const channel_type = this.world.channelOf(message.channel_id)?.type;
      const where = { channel_type, ...(guild_id && { guild_id }), ...(member && { member }) };
      return { ...message, ...(seesContent ? {} : hidden), ...where };
    });
  }

  removed({ id, channel_id }: APIMessage): void {
    const place = this.#placeOf(channel_id);
    if (!place) return;
    const { guild_id } = place;
    this.gateway.dispatch(GatewayDispatchEvents.MessageDelete, (intents) =>
      intents & place.intent ? { id, channel_id, ...(guild_id && { guild_id }) } : undefined,
    );
  }

  thread(event: 'create' | 'edit', thread: APIThreadChannel): void {
    if (!this.#placeOf(thread.id)) return;
    const name = event === 'create' ? GatewayDispatchEvents.ThreadCreate : GatewayDispatchEvents.ThreadUpdate;
    const fresh = event === 'create' ? { newly_created: true } : {};
    this.#toGuilds(name, { ...thread, ...fresh });
  }

  /** Discord tells bots about every channel, even those that they can't view. */
  channelChanged(channel: ServerChannel): void {
    this.#toGuilds(GatewayDispatchEvents.ChannelUpdate, channel);
  }

  #toGuilds(event: GatewayDispatchEvents, data: object): void {
    this.gateway.dispatch(event, (intents) => (intents & GatewayIntentBits.Guilds ? data : undefined));
  }

  /** Undefined if the bot can't see the channel. */
  #placeOf(channelId: string): { readonly guild_id?: string; readonly intent: GatewayIntentBits } | undefined {
    const channel = this.world.channelOf(channelId);
    if (channel?.type === ChannelType.DM) return { intent: GatewayIntentBits.DirectMessages };
    const server = this.world.serverOf(channelId);
    if (!channel || !server) return undefined;
    const permissions = permissionsIn(server, this.world.bot.id, channel as AnyServerChannel);
    if (!(permissions & PermissionFlagsBits.ViewChannel)) return undefined;
    return { guild_id: server.id, intent: GatewayIntentBits.GuildMessages };
  }
}
