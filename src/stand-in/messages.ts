import {
  type APIMessage,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import type { MessageBody } from './limits.js';
import { snowflake } from './snowflake.js';
import type { World } from './world.js';

export interface Posting {
  readonly channelId: string;
  readonly author: APIMessage['author'];
  readonly body: MessageBody & { readonly nonce?: string | number | null };
  readonly replyTo?: string;
}

/** A message as Discord hands it out. */
export function createMessage(world: World, { channelId, author, body, replyTo }: Posting): APIMessage {
  const content = body.content ?? '';
  const everybody = [world.bot, ...Array.from(world.people.values(), ({ user }) => user)];
  const reference = { type: MessageReferenceType.Default, channel_id: channelId, message_id: replyTo ?? '' };
  return {
    id: snowflake(),
    channel_id: channelId,
    type: replyTo ? MessageType.Reply : MessageType.Default,
    author,
    content,
    mentions: everybody.filter(({ id }) => content.includes(`<@${id}>`)),
    mention_roles: [],
    mention_everyone: false,
    attachments: [],
    embeds: [],
    components: withIds(body.components ?? []),
    flags: body.flags ?? 0,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    pinned: false,
    tts: false,
    ...(body.nonce != null && { nonce: body.nonce }),
    ...(replyTo && { message_reference: reference }),
  };
}

/** Changes a message as an edit with `body` does: what it doesn't name stays, and the loading state ends. */
export function editMessage(message: APIMessage, body: MessageBody): void {
  if (body.content != null) message.content = body.content;
  if (body.components) message.components = withIds(body.components);
  const kept = (message.flags ?? 0) & ~MessageFlags.Loading;
  message.flags = (kept | ((body.flags ?? 0) & MessageFlags.IsComponentsV2)) as MessageFlags;
  message.edited_timestamp = new Date().toISOString();
}

const DEFAULTS: Readonly<Partial<Record<ComponentType, object>>> = {
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.Separator]: { divider: true, spacing: 1 },
  [ComponentType.Button]: { disabled: false },
};

/** Discord numbers components in order, and spells defaults out. */
function withIds(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  let count = 0;
  const complete = <T extends { type: ComponentType; components?: unknown[] }>(component: T): T => {
    count += 1;
    const numbered = { id: count, ...DEFAULTS[component.type], ...component };
    return component.components
      ? { ...numbered, components: component.components.map((child) => complete(child as T)) }
      : numbered;
  };
  return components.map((component) => complete(component as APIMessageTopLevelComponent & { components?: unknown[] }));
}
