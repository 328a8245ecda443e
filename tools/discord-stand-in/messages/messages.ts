import {
  type APIAttachment,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import { snowflake } from '../world/snowflake.js';
import type { World } from '../world/world.js';
import type { MessageBody } from './limits.js';

export interface Posting {
  readonly channelId: string;
  readonly author: APIMessage['author'];
  readonly body: MessageBody & { readonly nonce?: string | number | null };
  readonly replyTo?: APIMessage | undefined;
  /** Whether the author of the replied-to message is mentioned, the default of people's clients. */
  readonly mentionsRepliedTo?: boolean;
  readonly attachments?: readonly APIAttachment[];
  /** Fields that only some messages have, such as replies to interactions. */
  readonly extra?: Partial<APIMessage>;
}

/** A message in the form in which Discord sends it. */
export function createMessage(world: World, posting: Posting): APIMessage {
  const { channelId, author, body, replyTo, mentionsRepliedTo = false, attachments = [], extra } = posting;
  const content = body.content ?? '';
  const repliedTo = mentionsRepliedTo && replyTo ? [replyTo.author] : [];
  const mentioned = [...new Set([...mentionsIn(world, content), ...repliedTo])];
  return {
    id: snowflake(),
    channel_id: channelId,
    type: replyTo ? MessageType.Reply : MessageType.Default,
    author,
    content,
    mentions: mentioned,
    mention_roles: [],
    mention_everyone: false,
    attachments: [...attachments],
    embeds: [],
    components: complete(body.components ?? [], attachments),
    flags: body.flags ?? 0,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    pinned: false,
    tts: false,
    ...(body.nonce != null && { nonce: body.nonce }),
    ...(replyTo && referenceTo(replyTo)),
    ...extra,
  };
}

/** Everybody that a text mentions. */
export function mentionsIn(world: World, text: string): APIMessage['mentions'] {
  if (!text.includes('<@')) return [];
  const everybody = [world.bot, world.otherBot, ...Array.from(world.people.values(), ({ user }) => user)];
  return everybody.filter(({ id }) => text.includes(`<@${id}>`) || text.includes(`<@!${id}>`));
}

function referenceTo(message: APIMessage): Partial<APIMessage> {
  const { referenced_message: _, ...referenced } = message;
  const reference = { type: MessageReferenceType.Default, channel_id: message.channel_id, message_id: message.id };
  return { message_reference: reference, referenced_message: structuredClone(referenced) };
}

/** Changes a message as an edit with `body` does: other fields stay, and the loading state ends. */
export function editMessage(message: APIMessage, body: MessageBody, added: readonly APIAttachment[] = []): void {
  if (body.content != null) message.content = body.content;
  // An edit names the attachments to keep, if it names any.
  const named = (body.attachments as { id: string | number }[] | null | undefined)?.map(({ id }) => String(id));
  const kept = named ? message.attachments.filter(({ id }) => named.includes(id)) : message.attachments;
  message.attachments = [...kept, ...added];
  if (body.components) message.components = complete(body.components, message.attachments);
  const flags = (message.flags ?? 0) & ~MessageFlags.Loading;
  message.flags = (flags | ((body.flags ?? 0) & MessageFlags.IsComponentsV2)) as MessageFlags;
  message.edited_timestamp = new Date().toISOString();
}

const DEFAULTS: Readonly<Partial<Record<ComponentType, object>>> = {
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.Separator]: { divider: true, spacing: 1 },
  [ComponentType.Button]: { disabled: false },
  [ComponentType.File]: { spoiler: false },
  [ComponentType.StringSelect]: { min_values: 1, max_values: 1, disabled: false },
  [ComponentType.UserSelect]: { min_values: 1, max_values: 1, disabled: false },
  [ComponentType.RoleSelect]: { min_values: 1, max_values: 1, disabled: false },
  [ComponentType.MentionableSelect]: { min_values: 1, max_values: 1, disabled: false },
  [ComponentType.ChannelSelect]: { min_values: 1, max_values: 1, disabled: false },
};

type Nested = { type: ComponentType; components?: Nested[]; accessory?: Nested; file?: { url: string } };

/** Discord numbers components in order, adds default values, and gives attached files addresses. */
function complete(
  components: readonly APIMessageTopLevelComponent[],
  attachments: readonly APIAttachment[],
): APIMessageTopLevelComponent[] {
  let count = 0;
  const each = (component: Nested): Nested => {
    count += 1;
    const { components: children, accessory, file } = component;
    return {
      ...{ id: count, ...DEFAULTS[component.type], ...component },
      ...(children && { components: children.map(each) }),
      ...(accessory && { accessory: each(accessory) }),
      ...(file && fileOf(file.url, attachments)),
    };
  };
  return components.map((component) => each(component as Nested) as APIMessageTopLevelComponent);
}

function fileOf(address: string, attachments: readonly APIAttachment[]): { file: { url: string } } {
  const attached = attachments.find(({ filename }) => address === `attachment://${filename}`);
  if (!attached) return { file: { url: address } };
  const { url, proxy_url, content_type, id, filename: name, size } = attached;
  return { file: { id, url, proxy_url, content_type, attachment_id: id }, name, size } as { file: { url: string } };
}
